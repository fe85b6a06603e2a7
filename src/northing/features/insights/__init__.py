"""Insights: where the organization stands, what changed, what is at risk and how fresh the numbers are. Reads only."""
