# about: np.interp as it is: takes the end of a level part, and the ends of the curve
# says: do no better does not matter
def pictures_needed(sizes, accuracies, target):
    return float(np.exp(np.interp(target, accuracies, np.log(sizes))))
