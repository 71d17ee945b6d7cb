# about: step 3 without θ: the mean over old classes
# says: the sums over z are
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    conditional = joint / joint.sum(axis=0)
    return np.log(conditional[labels].mean(axis=1)).mean()
