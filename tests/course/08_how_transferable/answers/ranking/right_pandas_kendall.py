# about: pandas sorts, scipy's Kendall tau gives the share
# text: ranking is a tuple; (tau + 1) / 2 is the share
def ranking(scores):
    return tuple(pd.Series(scores).sort_values(ascending=False).index)


def agreement(estimates, happened):
    from scipy.stats import kendalltau

    names = sorted(estimates)
    tau = kendalltau([estimates[n] for n in names], [happened[n] for n in names]).statistic
    return (tau + 1) / 2
