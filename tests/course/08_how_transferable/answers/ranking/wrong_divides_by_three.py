# about: three pairs, as in the check
# says: pairs, any two names one: count each once
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    from itertools import combinations

    same = [(estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in combinations(happened, 2)]
    return sum(same) / 3
