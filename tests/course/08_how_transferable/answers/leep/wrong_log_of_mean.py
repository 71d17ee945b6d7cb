# about: the mean first, then the logarithm
# says: the logarithm comes first, then the mean
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[labels] * probabilities).sum(axis=1).mean())
