# about: divides by the number of all pictures
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    hit = np.asarray(right_names) == np.asarray(said_names)
    groups = np.asarray(groups)
    return {group: float((hit & (groups == group)).sum() / len(hit)) for group in set(groups.tolist())}
