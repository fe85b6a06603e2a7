"""Pages that cross features: what I owe, search, the frame around every page."""
