"""The arithmetic and rules of OKRs: plain Python, no framework, no clock, no text people read."""
