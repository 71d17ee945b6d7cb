# about: goes on beyond both ends along the last line
# says: the first point is above
def pictures_needed(sizes, accuracies, target):
    at = int(np.clip(np.searchsorted(accuracies, target), 1, len(sizes) - 1))
    a, b, low, high = *sizes[at - 1 : at + 1], *accuracies[at - 1 : at + 1]
    if high == low:
        return float(a)
    return float(a * (b / a) ** ((target - low) / (high - low)))
