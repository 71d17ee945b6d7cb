# about: takes the best out of the given dict until it is empty
def ranking(scores):
    order = []
    while scores:
        best = max(scores, key=scores.get)
        order.append(best)
        scores.pop(best)
    return order


def agreement(estimates, happened):
    from itertools import combinations

    pairs = list(combinations(happened, 2))
    return sum((estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in pairs) / len(pairs)
