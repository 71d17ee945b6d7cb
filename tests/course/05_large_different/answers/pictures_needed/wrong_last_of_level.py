# about: level parts: the largest size (side="right")
# says: do no better does not matter
def pictures_needed(sizes, accuracies, target):
    if target > accuracies[-1]:
        return np.inf
    if target <= accuracies[0]:
        return float(sizes[0])
    at = min(np.searchsorted(accuracies, target, side="right"), len(sizes) - 1)
    x, y = np.log(sizes[at - 1 : at + 1]), accuracies[at - 1 : at + 1]
    if y[1] == y[0]:
        return float(sizes[at])
    return float(np.exp(x[0] + (target - y[0]) / (y[1] - y[0]) * (x[1] - x[0])))
