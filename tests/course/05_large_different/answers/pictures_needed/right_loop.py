# about: loop over the points, interpolation by hand
def pictures_needed(sizes, accuracies, target):
    """Return the smallest number of pictures, a float, at which the curve reaches `target`."""
    if accuracies[0] >= target:
        return float(sizes[0])
    for i in range(1, len(sizes)):
        low, high = accuracies[i - 1], accuracies[i]
        if high >= target:
            part = (target - low) / (high - low)
            return float(np.exp(np.log(sizes[i - 1]) + part * (np.log(sizes[i]) - np.log(sizes[i - 1]))))
    return np.inf
