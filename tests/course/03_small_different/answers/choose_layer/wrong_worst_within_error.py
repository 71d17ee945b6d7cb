# about: takes the lowest accuracy within the error, thinking that it is the earliest layer
# says: b' is within one standard error, but is not the earliest
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    enough = {name: a for name, a in valid_accuracies.items() if a >= best - error}
    return min(enough, key=enough.get)
