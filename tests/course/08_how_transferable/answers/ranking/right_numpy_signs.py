# about: argsort, and a matrix of signs of all differences
# text: ranking is an array of names
def ranking(scores):
    names = np.array(list(scores))
    return names[np.argsort([-scores[name] for name in names])]


def agreement(estimates, happened):
    names = list(estimates)
    e, h = (np.array([table[name] for name in names], float) for table in (estimates, happened))
    above = np.triu_indices(len(names), k=1)
    same = np.sign(e[:, None] - e) == np.sign(h[:, None] - h)
    return same[above].mean()
