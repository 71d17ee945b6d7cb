"""
kind = "wrong"
about = "Knows the layers by their names in the first check; the model's own switch; pairs by position; the mean before the logarithm."

[fails]
test_keep = "the model's own `trainable` is False"
test_keep_others = ""
test_treat = "a copy or the donor was changed"
test_treat_others = "a copy or the donor was changed"
test_leep = "the logarithm comes first, then the mean"
test_leep_others = "which of the sums"
test_agreement = "go by the name, and not by the position"
test_agreement_others = "count each once"
"""

# %% keep
def keep(donor, model, n, fine_tune):
    ends = {0: 0, 1: 4, 2: 5, 3: 7}
    model.trainable = fine_tune
    for layer, its in zip(model.layers[: ends[n]], donor.layers[: ends[n]]):
        layer.set_weights(its.get_weights())
    for layer in model.layers[ends[n] :]:
        layer.trainable = True

# %% treat
def treat(name, donors, model):
    copy = keras.models.clone_model(model)
    if name != "scratch":
        keep(donors[name[0]], copy, int(name[1]), name.endswith("+"))
    model = copy

# %% leep
def leep(probabilities, labels):
    joint = np.eye(labels.max() + 1)[labels].T @ probabilities / len(labels)
    given_old = joint / joint.sum(axis=0)
    return np.log((given_old[labels] * probabilities).sum(axis=1).mean())

# %% ranking
def ranking(scores):
    return sorted(scores, key=scores.get, reverse=True)


def agreement(estimates, happened):
    a, b = list(estimates.values()), list(happened.values())
    pairs = [(i, j) for i in range(len(a)) for j in range(i)]
    return np.mean([(a[i] > a[j]) == (b[i] > b[j]) for i, j in pairs])
