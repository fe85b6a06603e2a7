"""The web part of kit: pages and their fragments, the frame around them, slots, components, figures, charts.

Features render with :func:`northing.kit.web.pages.page`, offer and fill slots with
:mod:`northing.kit.web.slots`, and print numbers with :mod:`northing.kit.web.figures`.
"""
