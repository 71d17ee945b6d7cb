# about: the share of mistakes
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    wrong = np.asarray(right_names) != np.asarray(said_names)
    groups = np.asarray(groups)
    return {group: float(wrong[groups == group].mean()) for group in set(groups.tolist())}
