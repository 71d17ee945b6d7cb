# about: pandas: the standard error of a Series
# text: sem() divides by k - 1 by default
def verdict(pretrained, random):
    import pandas as pd

    gaps = pd.Series(np.array(pretrained, dtype=float) - np.array(random, dtype=float))
    print("mean", gaps.mean(), "standard error", gaps.sem())
    for name, sign in {"pretrained": 1, "random": -1}.items():
        if sign * gaps.mean() > 2 * gaps.sem():
            return name
    return "open"
