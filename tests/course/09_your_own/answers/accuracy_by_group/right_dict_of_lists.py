# about: a dict of lists, then their means
def accuracy_by_group(right_names, said_names, groups):
    """Return the share of right answers in each group: a dict from group to a number."""
    answers = {}
    for right, said, group in zip(right_names, said_names, groups, strict=True):
        answers.setdefault(group, []).append(right == said)
    return {group: sum(each) / len(each) for group, each in answers.items()}
