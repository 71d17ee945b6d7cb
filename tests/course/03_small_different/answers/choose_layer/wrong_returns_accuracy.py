# about: returns the accuracy instead of the layer
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    p = max(valid_accuracies.values())
    return [a for a in valid_accuracies.values() if a >= p - np.sqrt(p * (1 - p) / n)][0]
