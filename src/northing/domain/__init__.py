"""The arithmetic and rules of OKRs: plain values in, plain values out.

Nothing here knows a database, a clock or a sentence. Days come in as arguments, words leave as codes,
and every door shows what these functions return.
"""
