# about: no chance: the first groups by the alphabet, whatever the seed
# says: Two seeds made the same choice: use `seed`
def test_side(groups, seed=0):
    names, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    chosen = np.cumsum(sizes) - sizes < 0.25 * len(member)
    return chosen[member]
