# about: the last quarter of the pictures in their order
def test_side(groups, seed=0):
    n = len(groups)
    return np.arange(n) >= n - n // 4
