# about: np.interp, but on the one segment that crosses the target
def pictures_needed(sizes, accuracies, target):
    steps = np.flatnonzero(np.greater_equal(accuracies, target))
    if steps.size == 0:
        return np.inf
    k = steps[0]
    pair = slice(max(k - 1, 0), k + 1)
    return float(np.exp(np.interp(target, accuracies[pair], np.log(sizes[pair]))))
