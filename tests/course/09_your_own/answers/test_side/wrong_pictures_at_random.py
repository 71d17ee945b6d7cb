# about: chooses pictures, not groups
# says: patients are on both sides: choose patients, not pictures
def test_side(groups, seed=0):
    n = len(groups)
    side = np.zeros(n, bool)
    side[np.random.default_rng(seed).permutation(n)[: n // 4]] = True
    return side
