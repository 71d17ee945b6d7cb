"""
kind = "wrong"
about = "Copies convolutions alone; ignores the plus; signs the wrong way round; forgets the logarithm; the worst first."

[fails]
test_keep = "biases or batch normalisation are not"
test_keep_others = "biases or batch normalisation are not"
test_treat_others = "is frozen, and should train"
test_two_losses = "0.9 falls to 0.8 for BnB"
test_two_losses_others = "The signs are the wrong way round"
test_leep = "the logarithm is missing"
test_leep_others = "which of the sums"
test_agreement = "from the best to the worst"
test_agreement_others = "highest number to the lowest"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    kernels = 0
    for own, its in zip(model.layers, donor.layers):
        if hasattr(own, "kernel"):
            kernels += 1
            if kernels <= n:
                own.set_weights(its.get_weights())
        if kernels <= n:
            own.trainable = fine_tune

# %% treat
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, int(name[1]), fine_tune=False)

# %% two_losses
def two_losses(scratch, bnb, anb):
    return {n: (bnb[n] - scratch, anb[n] - bnb[n]) for n in bnb}

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_old = joint / joint.sum(axis=0)
    return float((given_old[labels] * probabilities).sum(axis=1).mean())

# %% ranking
def ranking(scores):
    return sorted(scores, key=scores.get)


def agreement(estimates, happened):
    names = list(happened)
    same = [
        (estimates[a] > estimates[b]) == (happened[a] > happened[b])
        for i, a in enumerate(names)
        for b in names[:i]
    ]
    return sum(same) / len(same)
