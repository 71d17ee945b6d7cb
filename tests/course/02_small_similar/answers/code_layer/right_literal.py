# about: the name written out
code_layer = "conv_pw_13_relu"
