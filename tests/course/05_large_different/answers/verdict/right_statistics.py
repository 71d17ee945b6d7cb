# about: Python's statistics module, a comprehension
def verdict(pretrained, random):
    from statistics import mean, stdev

    gaps = [float(p) - float(r) for p, r in zip(pretrained, random, strict=True)]
    limit = 2 * stdev(gaps) / len(gaps) ** 0.5
    return "pretrained" if mean(gaps) > limit else "random" if -mean(gaps) > limit else "open"
