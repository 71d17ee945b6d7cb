"""
kind = "right"
about = "Resets with tlkit, and takes pandas and SciPy for the numbers."
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    tlkit.reset_weights(new, index, seed=np.random.randint(1000))
    tlkit.unfreeze(new)
    return new

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    order = []
    while len(order) < steps * batch_size:
        order += rng.permutation(n).tolist()
    return order[: steps * batch_size]

# %% pictures_needed
from scipy.interpolate import interp1d

def pictures_needed(sizes, accuracies, target):
    if target in accuracies:
        return sizes[np.argmax(np.array(accuracies) == target)]
    if target <= accuracies[0]:
        return sizes[0]
    if target > accuracies[-1]:
        return float("inf")
    return 10 ** float(interp1d(accuracies, np.log10(sizes))(target))

# %% verdict
import pandas as pd

def verdict(pretrained, random):
    d = pd.Series(pretrained) - pd.Series(random)
    if abs(d.mean()) <= 2 * d.sem():
        return "open"
    return "pretrained" if d.mean() > 0 else "random"
