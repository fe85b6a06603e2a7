"""Telling the story: who, then what they aim for, then week after week."""
