"""The weekly ritual: one screen, one minute. The rows it writes belong to the ledger (okrs)."""
