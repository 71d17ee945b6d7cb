# about: whole numbers: //
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    hits, total = {}, {}
    for right, said, group in zip(right_names, said_names, groups):
        total[group] = total.get(group, 0) + 1
        hits[group] = hits.get(group, 0) + (right == said)
    return {group: hits[group] // total[group] for group in total}
