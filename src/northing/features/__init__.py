"""What people do with Northing. Each folder is one feature; imports point down the list in docs/architecture.md."""
