# about: GroupShuffleSplit once: a quarter of the groups
# says: of the pictures go to the test, where groups have
def test_side(groups, seed=0):
    from sklearn.model_selection import GroupShuffleSplit

    splitter = GroupShuffleSplit(n_splits=1, test_size=0.25, random_state=seed)
    _, test = next(splitter.split(groups, groups=groups))
    side = np.zeros(len(groups), bool)
    side[test] = True
    return side
