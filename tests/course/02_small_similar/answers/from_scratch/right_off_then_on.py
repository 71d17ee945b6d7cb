# about: the model's switch off and on again, so that it reaches all layers
def from_scratch(backbone):
    model = keras.models.clone_model(backbone)
    model.trainable = False
    model.trainable = True
    return model
