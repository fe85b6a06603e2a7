"""Northing: OKRs you can explain."""
