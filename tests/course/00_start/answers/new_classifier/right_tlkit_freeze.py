# about: tlkit.cut and tlkit.freeze, verbose
# text: nothing forbids the library's functions
def new_classifier(network, last_kept, num_classes):
    """Return a model that ends in a new classifier on the output of the layer `last_kept`."""
    kept_part = tlkit.cut(network, last_kept)
    the_new_layer = keras.layers.Dense(num_classes, "softmax", kernel_initializer="he_uniform")
    answers = the_new_layer(kept_part.output)
    model = keras.Model(kept_part.input, answers)
    tlkit.freeze(model, last_kept)
    print(tlkit.layer_table(model)[["name", "state"]])
    return model
