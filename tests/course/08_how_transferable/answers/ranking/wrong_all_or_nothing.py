# about: 1 if the rankings are equal, else 0
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    return float(ranking(estimates) == ranking(happened))
