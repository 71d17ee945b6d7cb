# about: its index
# says: which is no layer's name
code_layer = -1
