# about: two new classes, as in the check
# says: new ones: which of the sums goes over pictures, which over old classes
def leep(probabilities, labels):
    joint = np.stack([probabilities[labels == y].sum(axis=0) for y in (0, 1)]) / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[np.minimum(labels, 1)] * probabilities).sum(axis=1)).mean()
