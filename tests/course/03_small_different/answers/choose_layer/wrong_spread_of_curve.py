# about: the standard error from the spread of the layers' accuracies
# says: z' is within one standard error, but is not the earliest
def choose_layer(valid_accuracies, n):
    """Return the earliest layer within one standard error of the best."""
    values = np.array(list(valid_accuracies.values()))
    error = values.std() / np.sqrt(n)
    return [name for name, a in valid_accuracies.items() if a >= values.max() - error][0]
