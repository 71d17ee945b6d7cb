"""
kind = "right"
about = "Right answers that print and warn, with cells of its own, and weights set one layer at a time."
"""

# %% reset_from
import warnings

def reset_from(model, index):
    warnings.warn("resetting")
    fresh = keras.models.clone_model(model)
    for number, layer in enumerate(fresh.layers):
        layer.trainable = True
        if number < index and layer.weights:
            layer.set_weights(model.layers[number].get_weights())
    fresh.summary()
    return fresh

# %% own
print(draw_order) if "draw_order" in globals() else None

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    needed = steps * batch_size
    order = np.concatenate([rng.choice(n, n, replace=False) for _ in range(needed // n + 1)])
    return order[:needed]

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target in accuracies:
        return sizes[list(accuracies).index(target)]
    logs = np.interp(target, accuracies, np.log2(sizes), right=np.inf)
    print(logs)
    return 2.0 ** logs

# %% verdict
from scipy.stats import sem

def verdict(pretrained, random):
    d = np.subtract(pretrained, random)
    low, high = d.mean() - 2 * sem(d), d.mean() + 2 * sem(d)
    if low > 0:
        return "pretrained"
    if high < 0:
        return "random"
    return "open"
