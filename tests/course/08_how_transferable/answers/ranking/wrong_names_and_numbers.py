# about: the ranking holds pairs of name and number
# says: from the best to the worst
def ranking(scores):
    return sorted(scores.items(), key=lambda item: item[1], reverse=True)


def agreement(estimates, happened):
    from itertools import combinations

    pairs = list(combinations(happened, 2))
    return sum((estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in pairs) / len(pairs)
