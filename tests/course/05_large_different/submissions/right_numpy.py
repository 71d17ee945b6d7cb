"""
kind = "right"
about = "By hand: from the configuration, a preallocated order, a search for the segment, sums."
"""

# %% reset_from
def reset_from(model, index):
    config = model.get_config()
    for layer in config["layers"]:
        if "trainable" in layer["config"]:
            layer["config"]["trainable"] = True
    config["trainable"] = True
    new = type(model).from_config(config)
    for i in range(index):
        for to, source_ in zip(new.layers[i].weights, model.layers[i].weights):
            to.assign(source_)
    return new

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    order = np.empty(steps * batch_size, int)
    for start in range(0, len(order), n):
        part = order[start : start + n]
        part[:] = rng.permutation(n)[: len(part)]
    return order

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target <= accuracies[0]:
        return sizes[0]
    for i in range(1, len(sizes)):
        if target <= accuracies[i]:
            share = (target - accuracies[i - 1]) / (accuracies[i] - accuracies[i - 1])
            return sizes[i - 1] * (sizes[i] / sizes[i - 1]) ** share
    return np.inf

# %% verdict
def verdict(pretrained, random):
    d = [a - b for a, b in zip(pretrained, random)]
    k = len(d)
    mean = sum(d) / k
    error = (sum((x - mean) ** 2 for x in d) / (k - 1) / k) ** 0.5
    return "pretrained" if mean > 2 * error else "random" if mean < -2 * error else "open"
