# about: next() over the names, in their order
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    error = (best * (1 - best) / n) ** 0.5
    return next(name for name, accuracy in valid_accuracies.items() if accuracy >= best - error)
