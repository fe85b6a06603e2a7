"""How rows are kept: references, versions, the fair write lock, search entries."""
