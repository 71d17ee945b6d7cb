"""What was measured: studies that run for minutes, and their results, which ship."""
