# about: a coin for each group: on average a quarter
# says: of the pictures go to the test, where groups have
def test_side(groups, seed=0):
    names, member = np.unique(groups, return_inverse=True)
    return (np.random.default_rng(seed).random(len(names)) < 0.25)[member]
