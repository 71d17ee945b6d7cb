# about: freezes a copy with the same weights, so that the given network is not touched at all
# text: "keep everything … freeze it": whether the given network's own layers are used is left open
def new_classifier(network, last_kept, num_classes):
    kept = tlkit.cut(network, last_kept)
    copy = keras.models.clone_model(kept)
    copy.set_weights(kept.get_weights())
    copy.trainable = False
    scores = keras.layers.Dense(num_classes, name="new_scores")(copy.output)
    return keras.Model(copy.input, keras.layers.Softmax(name="new_probabilities")(scores))
