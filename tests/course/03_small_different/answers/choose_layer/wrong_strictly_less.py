# about: strictly less than one standard error; nothing is left when the best is 1.0
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    for name, a in valid_accuracies.items():
        if best - a < error:
            return name
