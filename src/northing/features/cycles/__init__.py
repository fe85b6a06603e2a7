"""Time boxes and their phases. Owns the words cycle, phase, submit-by, backlog (objectives without a cycle)."""
