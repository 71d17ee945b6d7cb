# about: takes the smallest name, as if names were numbered
# says: a' is within one standard error, but is not the earliest
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    return sorted(name for name, a in valid_accuracies.items() if a >= best - error)[0]
