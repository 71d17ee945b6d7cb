# about: compares the values by position
# says: the same order of the names, only listed otherwise: go by the name, and
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    from itertools import combinations

    numbers = list(zip(estimates.values(), happened.values()))
    same = [(a[0] > b[0]) == (a[1] > b[1]) for a, b in combinations(numbers, 2)]
    return sum(same) / len(same)
