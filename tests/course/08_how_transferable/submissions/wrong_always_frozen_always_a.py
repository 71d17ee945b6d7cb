"""
kind = "wrong"
about = "Freezes always; takes A for B; two losses from scratch; divides by the wrong sum; pairs by adding signs."

[fails]
test_keep_others = "is frozen, and should train"
test_treat = "2 are not the donor's"
test_treat_others = "are not the donor's"
test_two_losses = "and that to 0.65 for AnB"
test_two_losses_others = "co-adaptation first"
test_leep = "step by step"
test_leep_others = "which of the sums"
test_agreement = "have changed places in one of them"
test_agreement_others = "count each once"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    for layer in tlkit.copy_layers(donor, model, n):
        layer.trainable = False

# %% treat
def treat(name, donors, model):
    if name != "scratch":
        keep(donors["A"], model, int(name[1]), fine_tune=name.endswith("+"))

# %% two_losses
def two_losses(scratch, bnb, anb):
    return {n: (scratch - bnb[n], scratch - anb[n]) for n in bnb}

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_new = joint / joint.sum(axis=1, keepdims=True)
    return float(np.log((given_new[labels] * probabilities).sum(axis=1)).mean())

# %% ranking
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    return float(ranking(estimates) == ranking(happened))
