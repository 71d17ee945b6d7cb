# about: compares two lists with ==, which gives one boolean
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    hit = right_names == said_names
    groups = np.asarray(groups)
    return {group: float(np.mean(np.where(groups == group, hit, False)[groups == group])) for group in set(groups.tolist())}
