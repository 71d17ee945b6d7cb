# about: forgets the square root
# says: d' is within one standard error, but is not the earliest
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    error = best * (1 - best) / n
    return next(name for name, a in valid_accuracies.items() if a >= best - error)
