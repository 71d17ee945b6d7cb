# about: the last layer of class ReLU, in a comprehension
code_layer = [x.name for x in case.backbone.layers if isinstance(x, keras.layers.ReLU)][-1]
