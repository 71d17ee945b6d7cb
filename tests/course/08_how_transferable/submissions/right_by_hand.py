"""
kind = "right"
about = "Loops throughout."
"""

# %% keep
def keep(donor, model, n, fine_tune):
    where = [i for i, layer in enumerate(model.layers) if hasattr(layer, "kernel")]
    end = where[n] if n < len(where) else len(model.layers)
    for i in range(end):
        model.layers[i].set_weights(donor.layers[i].get_weights())
        model.layers[i].trainable = True if fine_tune else False
    for i in range(end, len(model.layers)):
        model.layers[i].trainable = True

# %% treat
def treat(name, donors, model):
    if name == "scratch":
        return
    donor, n, tune = name[0], int(name[1:].split("B")[0]), "+" in name
    keep(donors[donor], model, n, tune)

# %% two_losses
def two_losses(scratch, bnb, anb):
    losses = {}
    for n in anb:
        losses[n] = np.array([scratch - bnb[n], bnb[n] - anb[n]])
    return losses

# %% leep
def leep(probabilities, labels):
    n, old = probabilities.shape
    classes = sorted(set(int(label) for label in labels))
    given = {}
    for z in range(old):
        total = sum(probabilities[i, z] for i in range(n))
        for y in classes:
            given[y, z] = sum(probabilities[i, z] for i in range(n) if labels[i] == y) / total
    logs = [
        np.log(sum(given[int(labels[i]), z] * probabilities[i, z] for z in range(old)))
        for i in range(n)
    ]
    return sum(logs) / n

# %% ranking
def ranking(scores):
    names, best = dict(scores), []
    while names:
        best.append(max(names, key=lambda name: names[name]))
        del names[best[-1]]
    return tuple(best)

def agreement(estimates, happened):
    good = total = 0
    for a in happened:
        for b in happened:
            if a != b:
                total += 1
                good += (estimates[a] - estimates[b]) * (happened[a] - happened[b]) > 0
    return good / total
