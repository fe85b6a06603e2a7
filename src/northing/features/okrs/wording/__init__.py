"""Codes of the ledger as words and sentences, and its rows with their texts ready."""
