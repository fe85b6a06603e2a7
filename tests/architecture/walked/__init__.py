"""The entries of ``tests/architecture/routes.py``, one module a feature: its ``PAGES`` and its ``API``."""
