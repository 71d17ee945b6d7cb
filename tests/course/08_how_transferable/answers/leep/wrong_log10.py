# about: the logarithm of base 10
# says: the sums over z are
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log10((conditional[labels] * probabilities).sum(axis=1)).mean()
