# about: the whole given network is frozen, then the new layer is put on
# text: what becomes of the layers above, in the old network, is not said
def new_classifier(network, last_kept, num_classes):
    network.trainable = False
    end = [layer for layer in network.layers if layer.name == last_kept][0].output
    model = keras.models.Model(inputs=network.inputs, outputs=keras.layers.Dense(units=num_classes, activation=keras.activations.softmax)(end))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
