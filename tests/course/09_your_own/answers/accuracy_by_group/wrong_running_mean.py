# about: averages the old average with the new answer
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    shares = {}
    for right, said, group in zip(right_names, said_names, groups):
        new = float(right == said)
        shares[group] = (shares[group] + new) / 2 if group in shares else new
    return shares
