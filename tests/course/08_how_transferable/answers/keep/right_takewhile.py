# about: itertools: groups that begin with a kernel, assign variable by variable
def keep(donor, model, n, fine_tune):
    from itertools import accumulate, takewhile

    number = accumulate(hasattr(layer, "kernel") for layer in model.layers)
    for k, mine, theirs in takewhile(lambda t: t[0] <= n, zip(number, model.layers, donor.layers)):
        if k == 0:
            continue  # what comes before the first kernel goes with none
        for a, b in zip(mine.weights, theirs.weights):
            a.assign(b)
        mine.trainable = fine_tune
