"""The ledger: objectives, key results, check-in rows, standings, alignment, roll-up, recompute.

Everything that moves a number goes through here: whatever its source, a reading becomes a check-in row, the
standings of the key result, its objective and its contributing ancestors are recomputed in the same transaction.
"""
