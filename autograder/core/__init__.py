"""What every other wing may need: files, locks, budgets, text that a terminal can show."""
