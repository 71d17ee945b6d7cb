"""
kind = "wrong"
about = "Also freezes what is new; two letters too many; forgets to return; probabilities of the wrong axis; only neighbours."

[fails]
test_keep = "a layer that is new is frozen"
test_keep_others = "a layer that is new is frozen"
test_treat = ""
test_treat_others = ""
test_two_losses = "Return a dictionary"
test_two_losses_others = "Return a dictionary"
test_leep = "Found None"
test_leep_others = "Found None"
test_agreement = "have changed places in one of them"
test_agreement_others = "count each once"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    tlkit.copy_layers(donor, model, n)
    for layer in model.layers:
        layer.trainable = fine_tune

# %% treat
def treat(name, donors, model):
    keep(donors[name[:2]], model, int(name[1]), fine_tune=name.endswith("+"))

# %% two_losses
def two_losses(scratch, bnb, anb):
    losses = {n: (scratch - bnb[n], bnb[n] - anb[n]) for n in bnb}

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_old = joint / joint.sum(axis=0)
    print(np.log((given_old[labels] * probabilities).sum(axis=1)).mean())

# %% ranking
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    names = ranking(happened)
    same = [estimates[a] > estimates[b] for a, b in zip(names, names[1:])]
    return sum(same) / len(same)
