# about: returns the first measured size that reaches it, no interpolation
# says: of five: start from these two, on the logarithm of the size
def pictures_needed(sizes, accuracies, target):
    for size, accuracy in zip(sizes, accuracies):
        if accuracy >= target:
            return float(size)
    return np.inf
