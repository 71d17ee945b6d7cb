# about: scipy.stats.sem and match
# text: a lambda with scipy
def verdict(pretrained, random):
    from scipy.stats import sem

    d = np.array([p - r for p, r in zip(pretrained, random)])
    outside = lambda x: x > 2 * sem(d, ddof=1)
    match bool(outside(d.mean())), bool(outside(-d.mean())):
        case True, _:
            return "pretrained"
        case _, True:
            return "random"
    return "open"
