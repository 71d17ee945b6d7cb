# about: the pretrained numbers in a random order
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    rng = np.random.default_rng()
    model.set_weights([rng.permutation(w.ravel()).reshape(w.shape) for w in backbone.get_weights()])
    for layer in model.layers:
        layer.trainable = True
    return model
