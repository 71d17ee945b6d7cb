# about: counts from 0 and takes block 12
code_layer = "conv_pw_12_relu"
