# about: a paired t-test at 5 %
# says: standard errors from zero
def verdict(pretrained, random):
    from scipy.stats import ttest_rel

    test = ttest_rel(pretrained, random)
    if test.pvalue >= 0.05:
        return "open"
    return "pretrained" if np.mean(pretrained) > np.mean(random) else "random"
