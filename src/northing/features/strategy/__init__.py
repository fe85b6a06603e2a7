"""Mission, vision, purpose and the strategic pillars objectives are grouped by."""
