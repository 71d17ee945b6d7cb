# about: takes the largest groups until a quarter is full: no chance
# says: Two seeds made the same choice: use `seed`
def test_side(groups, seed=0):
    names, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.argsort(-sizes, kind="stable")
    chosen = order[np.cumsum(sizes[order]) - sizes[order] < 0.25 * len(member)]
    return np.isin(member, chosen)
