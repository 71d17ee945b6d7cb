# about: the share of names that stand at the same place in both rankings
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    return float(np.mean([a == b for a, b in zip(ranking(estimates), ranking(happened))]))
