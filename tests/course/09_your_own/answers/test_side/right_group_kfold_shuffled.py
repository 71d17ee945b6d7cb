# about: StratifiedGroupKFold is not needed: GroupShuffleSplit, repeated until the share of pictures is right
# text: scikit-learn draws, the pictures are counted
def test_side(groups, seed=0):
    from sklearn.model_selection import GroupShuffleSplit

    groups = np.asarray(groups)
    splitter = GroupShuffleSplit(n_splits=500, test_size=0.25, random_state=seed)
    side, nearest = None, np.inf
    for _, test in splitter.split(groups, groups=groups):
        away = abs(len(test) / len(groups) - 0.25)
        if away < 0.02:
            side = test
            break
        if away < nearest:
            side, nearest = test, away
    mask = np.zeros(len(groups), dtype=bool)
    mask[side] = True
    return mask
