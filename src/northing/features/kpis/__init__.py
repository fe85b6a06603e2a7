"""Health metrics (KPIs) and their readings. A reading may move a key result through a reaction, never directly."""
