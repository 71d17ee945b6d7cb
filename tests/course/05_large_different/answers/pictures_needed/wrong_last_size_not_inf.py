# about: the last size where no point reaches the target
# says: What the curve does not reach needs np.inf pictures, for all that has been
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] >= target:
        return float(sizes[0])
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if high >= target:
            return float(a * (b / a) ** ((target - low) / (high - low)))
    return float(sizes[-1])
