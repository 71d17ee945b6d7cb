# about: divides by the number of layers
# says: Found 'second', expected 'third
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    p = max(valid_accuracies.values())
    n = len(valid_accuracies)
    error = np.sqrt(p * (1 - p) / n)
    return next(name for name, a in valid_accuracies.items() if a >= p - error)
