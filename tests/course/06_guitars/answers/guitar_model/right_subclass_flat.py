# about: a subclass of keras.Model that is still one flat functional model
# text: any class of model
class GuitarModel(keras.Model):
    """Flat: built from the backbone's own tensors."""

    def __init__(self, backbone, num_classes):
        features = keras.layers.GlobalAveragePooling2D()(backbone.output)
        features = keras.layers.Dense(1024, activation="relu")(features)
        answer = keras.layers.Dense(num_classes, activation="softmax")(features)
        super().__init__(inputs=backbone.input, outputs=answer)


def guitar_model(backbone, num_classes):
    return GuitarModel(backbone, num_classes)
