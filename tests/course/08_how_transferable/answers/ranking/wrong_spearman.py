# about: Spearman's rank correlation, moved to 0 … 1
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    from scipy.stats import spearmanr

    names = sorted(estimates)
    rho = spearmanr([estimates[n] for n in names], [happened[n] for n in names]).statistic
    return (rho + 1) / 2
