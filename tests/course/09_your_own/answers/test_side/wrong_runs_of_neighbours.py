# about: a group is a run of equal neighbours
# says: patients are on both sides: choose patients, not pictures
def test_side(groups, seed=0):
    groups = np.asarray(groups)
    run = np.concatenate([[0], np.cumsum(groups[1:] != groups[:-1])])
    sizes = np.bincount(run)
    order = np.random.default_rng(seed).permutation(len(sizes))
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.25 * len(run)]
    return np.isin(run, chosen)
