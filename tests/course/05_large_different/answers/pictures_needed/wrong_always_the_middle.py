# about: the geometric mean of the neighbours, as in the check's half-way
# says: a quarter of the way from
def pictures_needed(sizes, accuracies, target):
    for number, accuracy in enumerate(accuracies):
        if accuracy == target or (number == 0 and accuracy > target):
            return float(sizes[number])
        if accuracy > target:
            return float(np.sqrt(sizes[number - 1] * sizes[number]))
    return np.inf
