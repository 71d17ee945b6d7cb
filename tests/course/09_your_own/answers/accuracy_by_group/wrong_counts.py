# about: counts the right ones, does not divide
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    counts = dict.fromkeys(groups, 0)
    for right, said, group in zip(right_names, said_names, groups):
        counts[group] += int(right == said)
    return counts
