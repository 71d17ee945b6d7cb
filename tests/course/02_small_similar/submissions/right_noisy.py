"""
kind = "right"
about = "Right answers with warnings, prints, cells of its own and a value at the end of each cell."
"""

# %% freeze_all
import warnings

def freeze_all(model):
    warnings.warn("freezing now")
    for layer in model.layers:
        print("freezing", layer.name)
        layer.trainable = False

freeze_all

# %% own
import sys
print("to stderr", file=sys.stderr)
len(case.backbone.layers)

# %% from_scratch
def from_scratch(backbone):
    keras.utils.set_random_seed(123)
    model = keras.models.clone_model(backbone)
    for layer in model.layers: layer.trainable = True
    model.summary()
    return model

# %% own
np.random.seed()
codes = None
few = few[::-1]
