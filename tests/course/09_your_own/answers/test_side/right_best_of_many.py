# about: draws many random sets of groups and takes the one nearest to a quarter
def test_side(groups, seed=0):
    import random
    from collections import Counter

    groups = list(groups)
    sizes = Counter(groups)
    rng = random.Random(seed)
    names = list(sizes)
    wanted = len(groups) / 4
    tries = [{name for name in names if rng.random() < 0.25} for _ in range(200)]
    best = min(tries, key=lambda some: abs(sum(sizes[name] for name in some) - wanted))
    return np.array([group in best for group in groups])
