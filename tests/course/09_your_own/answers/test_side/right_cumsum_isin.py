# about: cumulative sizes of the shuffled groups, np.isin
def test_side(groups, seed=0):
    groups = np.asarray(groups)
    names, sizes = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    before = np.cumsum(sizes[order]) - sizes[order]
    return np.isin(groups, names[order[before < 0.2 * len(groups)]])
