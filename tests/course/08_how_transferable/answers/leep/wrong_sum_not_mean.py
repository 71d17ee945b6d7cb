# about: the sum over the pictures
# says: the sum over the pictures has to be divided by their number
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[labels] * probabilities).sum(axis=1)).sum()
