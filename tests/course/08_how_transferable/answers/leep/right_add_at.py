# about: np.add.at collects the classes, einsum puts them together
def leep(probabilities, labels):
    theta = np.asarray(probabilities, dtype="float64")
    labels = np.asarray(labels).ravel()
    joint = np.zeros((labels.max() + 1, theta.shape[1]))
    np.add.at(joint, labels, theta)
    conditional = joint / joint.sum(axis=0, keepdims=True)
    return float(np.mean(np.log(np.einsum("iz,iz->i", conditional[labels], theta))))
