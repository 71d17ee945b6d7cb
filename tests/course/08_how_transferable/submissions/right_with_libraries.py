"""
kind = "right"
about = "Lets tlkit and scipy do what they can."
"""

# %% keep
def keep(donor, model, n, fine_tune):
    for layer in tlkit.copy_layers(donor, model, n):
        layer.trainable = bool(fine_tune)

# %% treat
import re

def treat(name, donors, model):
    if match := re.fullmatch(r"([AB])(\d)B(\+?)", name):
        keep(donors[match[1]], model, int(match[2]), match[3] == "+")

# %% two_losses
def two_losses(scratch, bnb, anb):
    table = pd.DataFrame({"bnb": bnb, "anb": anb})
    return {n: [scratch - row.bnb, row.bnb - row.anb] for n, row in table.iterrows()}

# %% leep
leep = tlkit.leep

# %% ranking
from scipy.stats import kendalltau

def ranking(scores):
    return list(pd.Series(scores).sort_values(ascending=False).index)

def agreement(estimates, happened):
    names = sorted(happened)
    return (kendalltau([estimates[n] for n in names], [happened[n] for n in names])[0] + 1) / 2
