# about: log10 there, exp back
# says: is reached at the second point
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] >= target:
        return float(sizes[0])
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if high >= target:
            x = np.log10(a) + (target - low) / (high - low) * (np.log10(b) - np.log10(a))
            return float(np.exp(x))
    return np.inf
