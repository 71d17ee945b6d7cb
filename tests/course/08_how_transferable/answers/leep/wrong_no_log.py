# about: forgets the logarithm
# says: the logarithm is missing
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return (conditional[labels] * probabilities).sum(axis=1).mean()
