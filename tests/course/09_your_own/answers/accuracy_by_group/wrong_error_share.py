# about: the share of mistakes
def accuracy_by_group(right_names, said_names, groups):
    wrong = np.asarray(right_names) != np.asarray(said_names)
    groups = np.asarray(groups)
    return {group: float(wrong[groups == group].mean()) for group in set(groups.tolist())}
