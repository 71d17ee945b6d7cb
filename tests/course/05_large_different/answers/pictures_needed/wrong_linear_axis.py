# about: a straight line over the size itself
# says: of five: start from these two, on the logarithm of the size
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] >= target:
        return float(sizes[0])
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if high >= target:
            return float(a + (target - low) / (high - low) * (b - a))
    return np.inf
