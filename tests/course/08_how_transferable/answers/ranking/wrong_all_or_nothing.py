# about: 1 if the rankings are equal, else 0
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    return float(ranking(estimates) == ranking(happened))
