# about: itertools.groupby without sorting: only the last run counts
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    from itertools import groupby

    rows = zip(groups, right_names, said_names)
    result = {}
    for group, run in groupby(rows, key=lambda row: row[0]):
        hits = [right == said for _, right, said in run]
        result[group] = sum(hits) / len(hits)
    return result
