# about: the share of names that stand at the same place in both rankings
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    return float(np.mean([a == b for a, b in zip(ranking(estimates), ranking(happened))]))
