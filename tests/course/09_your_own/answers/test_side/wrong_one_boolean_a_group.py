# about: a boolean for each group
# says: one boolean for each picture
def test_side(groups, seed=0):
    names, sizes = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.25 * len(groups)]
    return np.isin(np.arange(len(names)), chosen)
