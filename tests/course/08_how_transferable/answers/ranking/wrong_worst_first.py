# about: sorts from the worst to the best
# says: from the best to the worst
def ranking(scores):
    return sorted(scores, key=scores.get)


def agreement(estimates, happened):
    from itertools import combinations

    pairs = list(combinations(happened, 2))
    return sum((estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in pairs) / len(pairs)
