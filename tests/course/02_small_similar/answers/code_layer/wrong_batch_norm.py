# about: the last layer with weights
# says: its codes can be negative
code_layer = "conv_pw_13_bn"
