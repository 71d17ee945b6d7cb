"""
kind = "wrong"
about = "Freezes the variables, so that batch normalisation goes on moving its statistics."

[fails]
test_freeze_all = "Still trainable: conv_1"
test_freeze_statistics = "Some of them moved"
"""

# %% freeze_all
def freeze_all(model):
    for variable in model.trainable_variables:
        variable.trainable = False
