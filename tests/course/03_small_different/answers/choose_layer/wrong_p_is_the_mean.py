# about: takes p as the mean accuracy of the layers
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    p = np.mean(list(valid_accuracies.values()))
    best = max(valid_accuracies.values())
    error = np.sqrt(p * (1 - p) / n)
    return next(name for name, a in valid_accuracies.items() if a >= best - error)
