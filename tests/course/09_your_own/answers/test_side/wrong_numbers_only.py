# about: the groups are the numbers 0, 1, 2 …
def test_side(groups, seed=0):
    sizes = np.bincount(groups)
    order = np.random.default_rng(seed).permutation(len(sizes))
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.25 * len(groups)]
    return np.isin(groups, chosen)
