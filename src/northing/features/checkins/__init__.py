"""The weekly ritual: one screen, one minute. The rows it writes belong to the ledger (okrs).

Its words: check-in, reading, judgement, confidence, "still 6" (a confidence kept by Enter), undo, correction.
"""
