# about: builds first, then sets every switch: the last layer's on, all others' off
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    height, width = part.output_shape[1:3]
    x = keras.layers.AveragePooling2D((height, width))(part.output)
    x = keras.layers.Flatten()(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    model = keras.Model(inputs=part.input, outputs=outputs)
    *kept, classifier = model.layers
    for l in kept:
        l.trainable = False
    classifier.trainable = True
    return model
