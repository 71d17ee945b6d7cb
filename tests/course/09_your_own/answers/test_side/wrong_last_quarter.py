# about: the last quarter of the pictures in their order
# says: patients are on both sides: choose patients, not pictures
def test_side(groups, seed=0):
    n = len(groups)
    return np.arange(n) >= n - n // 4
