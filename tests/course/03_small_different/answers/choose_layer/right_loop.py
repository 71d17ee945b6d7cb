# about: a plain loop, the best found by hand
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    p = 0.0
    for a in valid_accuracies.values():
        if a > p:
            p = a
    se = np.sqrt(p * (1 - p) / n)
    for layer in valid_accuracies:
        if p - valid_accuracies[layer] <= se:
            return layer
