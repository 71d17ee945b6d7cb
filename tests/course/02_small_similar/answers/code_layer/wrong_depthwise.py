# about: the ReLU of the depthwise half of the last block
code_layer = "conv_dw_13_relu"
