# about: three lines: one-hot, division, logarithm
def leep(probabilities, labels):
    """Return the LEEP of `probabilities` (n, old classes) for `labels` (n,), integers from 0."""
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[labels] * probabilities).sum(axis=1)).mean()
