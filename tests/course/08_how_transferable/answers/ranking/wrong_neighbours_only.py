# about: compares neighbours only
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    order = ranking(happened)
    same = [estimates[a] > estimates[b] for a, b in zip(order, order[1:])]
    return sum(same) / len(same)
