# about: a loop over the new classes with masks; more rows than classes do no harm
# text: classes that never occur are left out
def leep(probabilities, labels):
    logs = np.empty(len(labels))
    total = probabilities.sum(axis=0)  # n · P(z), for the n cancels out
    for new_class in np.unique(labels):
        mine = labels == new_class
        given = probabilities[mine].sum(axis=0) / total
        logs[mine] = np.log(probabilities[mine] @ given)
    print("pictures of each class:", np.bincount(labels))
    return logs.sum() / logs.size
