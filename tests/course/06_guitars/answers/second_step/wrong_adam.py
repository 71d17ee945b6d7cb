# about: Adam with the small rate
# says: Step two uses SGD
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    model.compile(keras.optimizers.Adam(1e-4, beta_1=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
