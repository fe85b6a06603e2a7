"""Work done later: one table of jobs, each scheduled once, retried with growing pauses, safe to run twice."""
