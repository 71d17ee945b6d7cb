# about: searchsorted finds the first point, log10
def pictures_needed(sizes, accuracies, target):
    sizes, accuracies = np.asarray(sizes, float), np.asarray(accuracies, float)
    at = np.searchsorted(accuracies, target, side="left")
    if at == len(sizes):
        return np.inf
    if at == 0:
        return sizes[0]
    x, y = np.log10(sizes[at - 1 : at + 1]), accuracies[at - 1 : at + 1]
    return 10 ** (x[0] + (target - y[0]) * np.diff(x)[0] / np.diff(y)[0])
