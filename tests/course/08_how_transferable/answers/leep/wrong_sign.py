# about: positive, as a cross-entropy
# says: the sign is the wrong way round
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return -np.log((conditional[labels] * probabilities).sum(axis=1)).mean()
