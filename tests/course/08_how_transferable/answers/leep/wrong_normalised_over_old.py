# about: P(z | y): normalises over the old classes
# says: the sums over z are
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=1, keepdims=True)
    return np.log((conditional[labels] * probabilities).sum(axis=1)).mean()
