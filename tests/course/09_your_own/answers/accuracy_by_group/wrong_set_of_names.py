# about: a right answer is one whose name occurs anywhere in the group
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    result = {}
    for group in set(groups):
        rights = [r for r, g in zip(right_names, groups) if g == group]
        saids = [s for s, g in zip(said_names, groups) if g == group]
        result[group] = sum(said in rights for said in saids) / len(saids)
    return result
