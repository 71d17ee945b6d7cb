# about: sorted by the number, pairs by itertools
def ranking(scores):
    """Return the names in `scores`, a dict from name to number, from the best to the worst."""
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    """Return the share of pairs of names in the same order in both dicts: a number from 0 to 1."""
    from itertools import combinations

    pairs = list(combinations(happened, 2))
    same = [(estimates[a] > estimates[b]) == (happened[a] > happened[b]) for a, b in pairs]
    return sum(same) / len(pairs)
