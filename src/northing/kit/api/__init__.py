"""The REST kit: problems, tokens, idempotent writes, keyset pages, ETags and the one API object features mount on."""
