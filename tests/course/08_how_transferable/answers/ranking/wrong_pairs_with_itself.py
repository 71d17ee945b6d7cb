# about: all n × n pairs, each name also with itself
# says: there are three pairs, and far and random have changed places in one of
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    same = [
        (estimates[a] > estimates[b]) == (happened[a] > happened[b])
        for a in happened
        for b in happened
    ]
    return float(np.mean(same))
