# about: shuffles the groups and adds them until a quarter is reached
def test_side(groups, seed=0):
    """Return for each picture whether it goes to the test: an array of n booleans."""
    names, member, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    rng = np.random.default_rng(seed)
    chosen, total = np.zeros(len(names), bool), 0
    for group in rng.permutation(len(names)):
        if total >= 0.25 * len(member):
            break
        chosen[group] = True
        total += sizes[group]
    return chosen[member]
