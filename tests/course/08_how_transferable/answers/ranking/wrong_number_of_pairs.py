# about: counts the pairs and does not divide
# says: the same order
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    from itertools import combinations

    return sum((estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in combinations(happened, 2))
