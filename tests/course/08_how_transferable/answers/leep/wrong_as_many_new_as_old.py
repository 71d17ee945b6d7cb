# about: takes the number of old classes for that of the new
def leep(probabilities, labels):
    classes = probabilities.shape[1]
    joint = np.zeros((classes, classes))
    for theta, label in zip(probabilities, labels):
        joint[label] += theta / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log((conditional[labels] * probabilities).sum(axis=1)).mean()
