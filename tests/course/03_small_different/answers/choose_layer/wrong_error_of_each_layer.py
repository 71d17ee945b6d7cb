# about: takes the standard error of the candidate, and adds it to its accuracy
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    for name, p in valid_accuracies.items():
        if p + np.sqrt(p * (1 - p) / n) >= best:
            return name
