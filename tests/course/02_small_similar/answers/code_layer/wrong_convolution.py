# about: the last convolution
# says: its codes can be negative
code_layer = "conv_pw_13"
