# about: divides by the average size of a group
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    shares = dict.fromkeys(groups, 0.0)
    size = len(groups) / len(shares)
    for right, said, group in zip(right_names, said_names, groups):
        shares[group] += (right == said) / size
    return shares
