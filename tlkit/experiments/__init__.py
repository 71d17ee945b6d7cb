"""Studies that run for minutes, and the results of ours, which ship."""
