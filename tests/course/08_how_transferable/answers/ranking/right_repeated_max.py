# about: takes the best one out again and again; product of differences
# text: the argument is copied before names are taken out
def ranking(scores):
    left = dict(scores)
    order = []
    while left:
        best = max(left, key=lambda name: left[name])
        order.append(best)
        del left[best]
    return order


def agreement(estimates, happened):
    names = list(happened)
    products = []
    for place, a in enumerate(names):
        for b in names[:place]:
            products.append((estimates[a] - estimates[b]) * (happened[a] - happened[b]))
    return float(np.mean([product > 0 for product in products]))
