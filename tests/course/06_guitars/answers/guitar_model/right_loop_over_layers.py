# about: a list of layers, applied in a loop, activations as functions
def guitar_model(backbone, num_classes):
    head = [
        keras.layers.GlobalAveragePooling2D(name="average"),
        keras.layers.Dense(1024, activation=keras.activations.relu, name="hidden"),
        keras.layers.Dense(num_classes, activation=keras.activations.softmax, name="guitars"),
    ]
    out = backbone.output
    for layer in head:
        out = layer(out)
    return keras.Model(inputs=backbone.input, outputs=out, name="guitars")
