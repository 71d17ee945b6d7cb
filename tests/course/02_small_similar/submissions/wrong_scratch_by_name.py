"""
kind = "wrong"
about = "Builds a MobileNet, whatever backbone it is given."

[fails]
test_scratch = "not of the same shapes"
test_scratch_random = "build it like the backbone"
"""

# %% from_scratch
def from_scratch(backbone):
    return keras.applications.MobileNet(
        input_shape=case.backbone.input_shape[1:], alpha=0.25, include_top=False, weights=None
    )
