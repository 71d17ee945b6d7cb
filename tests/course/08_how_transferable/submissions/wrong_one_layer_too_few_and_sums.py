"""
kind = "wrong"
about = "One layer too few; keeps layers from scratch; only the total; a sum in place of a mean; compares with itself."

[fails]
test_keep = "1 are not the donor's"
test_keep_others = "Either no layer was kept"
test_treat_others = "invalid literal"
test_two_losses = "0.9 falls to 0.8 for BnB"
test_two_losses_others = "two losses for each n"
test_leep = "divided by their number"
test_leep_others = "which of the sums"
test_agreement = "the same order"
test_agreement_others = "count each once"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    for layer in tlkit.copy_layers(donor, model, max(n - 1, 0)):
        layer.trainable = fine_tune

# %% treat
def treat(name, donors, model):
    keep(donors.get(name[0], donors["B"]), model, int(name[1]), fine_tune=name.endswith("+"))

# %% two_losses
def two_losses(scratch, bnb, anb):
    return {n: [scratch - anb[n]] for n in bnb}

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_old = joint / joint.sum(axis=0)
    return float(np.log((given_old[labels] * probabilities).sum(axis=1)).sum())

# %% ranking
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    same = [
        (estimates[a] > estimates[b]) == (happened[a] > happened[b])
        for a in happened
        for b in happened
    ]
    return sum(same) / len(list(happened)) / (len(list(happened)) - 1)
