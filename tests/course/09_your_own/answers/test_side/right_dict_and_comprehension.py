# about: a dict of sizes, a set of names, a comprehension; skips groups that would go too far
def test_side(groups, seed=0):
    sizes = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    names = sorted(sizes, key=str)
    order = [names[i] for i in np.random.default_rng(seed).permutation(len(names))]
    goal, tested, taken = sum(sizes.values()) / 4, set(), 0
    for name in order:
        if taken + sizes[name] <= goal * 1.1:
            tested.add(name)
            taken += sizes[name]
    print(f"{taken} pictures of {len(tested)} groups are tested on")
    return np.array([group in tested for group in groups], dtype=bool)
