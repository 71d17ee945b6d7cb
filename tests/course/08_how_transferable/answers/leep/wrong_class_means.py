# about: the mean within each class in place of the sum over n: wrong where classes are unequal
# says: the sums over z are
def leep(probabilities, labels):
    joint = np.stack([probabilities[labels == y].mean(axis=0) for y in range(labels.max() + 1)])
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[labels] * probabilities).sum(axis=1)).mean()
