# about: leaves out step 2
# says: the sums over z are
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    return np.log((joint[labels] * probabilities).sum(axis=1)).mean()
