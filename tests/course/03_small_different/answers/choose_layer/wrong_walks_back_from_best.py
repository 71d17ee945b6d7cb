# about: walks back from the best layer and stops at the first layer that is too bad
# says: d' is within one standard error, but is not the earliest
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    names = list(valid_accuracies)
    best = max(names, key=valid_accuracies.get)
    p = valid_accuracies[best]
    error = np.sqrt(p * (1 - p) / n)
    i = names.index(best)
    while i > 0 and valid_accuracies[names[i - 1]] >= p - error:
        i -= 1
    return names[i]
