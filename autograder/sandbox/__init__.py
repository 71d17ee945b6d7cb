"""Processes that start warm and run shut in: `Warm` and `Sandbox`."""
