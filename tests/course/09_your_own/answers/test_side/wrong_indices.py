# about: returns the numbers of the test pictures
# says: one boolean for each picture
def test_side(groups, seed=0):
    names, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.25 * len(member)]
    return np.flatnonzero(np.isin(member, chosen))
