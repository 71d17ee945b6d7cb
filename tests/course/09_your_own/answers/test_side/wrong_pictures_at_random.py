# about: chooses pictures, not groups
def test_side(groups, seed=0):
    n = len(groups)
    side = np.zeros(n, bool)
    side[np.random.default_rng(seed).permutation(n)[: n // 4]] = True
    return side
