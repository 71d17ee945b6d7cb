# about: compares neighbours only
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    order = ranking(happened)
    same = [estimates[a] > estimates[b] for a, b in zip(order, order[1:])]
    return sum(same) / len(same)
