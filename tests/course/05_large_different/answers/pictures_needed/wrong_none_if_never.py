# about: None where the target is not reached
# says: does the function return them?
def pictures_needed(sizes, accuracies, target):
    if accuracies[0] >= target:
        return float(sizes[0])
    for a, b, low, high in zip(sizes, sizes[1:], accuracies, accuracies[1:]):
        if high >= target:
            return float(a * (b / a) ** ((target - low) / (high - low)))
    return None
