"""
kind = "wrong"
about = "Names the layer before the ReLU."

[fails]
test_code_layer = "'conv_pw_13_bn' is not a ReLU"
"""

# %% code_layer
code_layer = "conv_pw_13_bn"
