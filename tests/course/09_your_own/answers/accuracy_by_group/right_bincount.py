# about: bincount with weights
def accuracy_by_group(right_names, said_names, groups):
    names, member = np.unique(np.asarray(groups), return_inverse=True)
    hit = np.array([a == b for a, b in zip(right_names, said_names)], dtype=float)
    share = np.bincount(member, weights=hit) / np.bincount(member)
    return dict(zip(names.tolist(), share.tolist()))
