"""
kind = "wrong"
about = "Overwrites the pretrained network with random weights."

[fails]
test_scratch = "This is the given network itself"
test_scratch_random = "leave the pretrained weights alone"
test_scratch_trains = "was frozen, and should stay so"
"""

# %% from_scratch
def from_scratch(backbone):
    tlkit.unfreeze(backbone)
    tlkit.reset_weights(backbone, seed=1)
    return backbone
