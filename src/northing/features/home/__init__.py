"""Pages that cross features: what I owe, search, and the frame around every page.

Its words: "what I owe" (what waits for this person), the frame (rail, top bar, menus).
"""
