# about: adds groups until half of the pictures are there
# says: of the pictures go to the test; it should be about a quarter
def test_side(groups, seed=0):
    names, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.5 * len(member)]
    return np.isin(member, chosen)
