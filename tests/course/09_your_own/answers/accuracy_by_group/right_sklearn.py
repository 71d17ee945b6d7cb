# about: accuracy_score for each group
def accuracy_by_group(right_names, said_names, groups):
    from sklearn.metrics import accuracy_score

    result = {}
    for group in sorted(set(groups)):
        members = [i for i, g in enumerate(groups) if g == group]
        result[group] = accuracy_score([right_names[i] for i in members], [said_names[i] for i in members])
        print(group, len(members), "pictures")
    return result
