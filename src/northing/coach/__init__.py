"""The coach reads what people write about goals: numbers as typed first, whole sentences later.

Plain Python: it can be imported and run alone, needs no network and no database, and keeps what depends on
a language in `languages/*.toml`.
"""
