"""What students handed in: found, read, and laid over the unit's source."""
