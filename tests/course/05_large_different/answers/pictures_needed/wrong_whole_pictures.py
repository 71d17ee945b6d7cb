# about: rounds up to whole pictures
# says: of five: start from these two, on the logarithm of the size
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] >= target:
        return sizes[0]
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if high >= target:
            return int(np.ceil(round(a * (b / a) ** ((target - low) / (high - low)), 9)))
    return np.inf
