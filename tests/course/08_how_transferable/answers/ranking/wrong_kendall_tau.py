# about: Kendall's tau itself, from -1 to 1
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    from scipy.stats import kendalltau

    names = sorted(estimates)
    return kendalltau([estimates[n] for n in names], [happened[n] for n in names]).statistic
