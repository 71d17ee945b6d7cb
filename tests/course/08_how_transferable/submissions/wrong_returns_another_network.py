"""
kind = "wrong"
about = "Returns a new model; goes by the last letter; a list in place of a dict; the most likely class; numbers in place of names."

[fails]
test_keep = "a copy or the donor was changed"
test_keep_others = "a copy or the donor was changed"
test_treat_others = "are not the donor's"
test_two_losses = "Return a dictionary"
test_two_losses_others = "Return a dictionary"
test_leep = "step by step"
test_leep_others = "which of the sums"
test_agreement = "from the best to the worst"
test_agreement_others = "highest number to the lowest"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    new = keras.models.clone_model(model)
    for layer in tlkit.copy_layers(donor, new, n):
        layer.trainable = fine_tune
    return new

# %% treat
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name.rstrip("+")[-1]], model, int(name[1]), fine_tune=name.endswith("+"))

# %% two_losses
def two_losses(scratch, bnb, anb):
    return [(scratch - bnb[n], bnb[n] - anb[n]) for n in bnb]

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_old = joint / joint.sum(axis=0)
    best = probabilities.argmax(axis=1)
    return float(np.log(given_old[labels, best] * probabilities.max(axis=1)).mean())

# %% ranking
def ranking(scores):
    return sorted(scores.values(), reverse=True)


def agreement(estimates, happened):
    names = list(happened)
    same = [
        (estimates[a] > estimates[b]) == (happened[a] > happened[b])
        for i, a in enumerate(names)
        for b in names[:i]
    ]
    return sum(same) / len(same)
