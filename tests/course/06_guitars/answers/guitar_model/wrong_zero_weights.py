# about: begins the last layer with zeros, where Keras would draw weights
# says: leave the new weights to Keras
def guitar_model(backbone, num_classes):
    features = keras.layers.GlobalAveragePooling2D()(backbone.output)
    features = keras.layers.Dense(1024, activation="relu")(features)
    answer = keras.layers.Dense(num_classes, activation="softmax", kernel_initializer="zeros")(features)
    return keras.Model(inputs=backbone.input, outputs=answer)
