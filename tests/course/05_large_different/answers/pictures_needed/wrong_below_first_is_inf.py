# about: a target below the first point counts as off the curve
# says: the first point is there already
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] == target:
        return float(sizes[0])
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if low < target <= high:
            return float(a * (b / a) ** ((target - low) / (high - low)))
    return np.inf
