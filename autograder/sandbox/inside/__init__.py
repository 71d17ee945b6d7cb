"""What runs in the started processes themselves: the fork server, its walls, their probes."""
