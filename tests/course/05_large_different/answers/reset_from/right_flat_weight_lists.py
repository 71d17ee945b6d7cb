# about: counts the arrays below the index and sets all weights at once
def reset_from(model, index):
    clone = keras.models.clone_model(model)
    clone.trainable = True
    for layer in clone.layers:
        layer.trainable = True
    # count per layer and go through the layers, so that the order is theirs
    kept = [array for layer in model.layers[:index] for array in layer.get_weights()]
    fresh = [array for layer in clone.layers[index:] for array in layer.get_weights()]
    values = iter(kept + fresh)
    for layer in clone.layers:
        layer.set_weights([next(values) for _ in layer.weights])
    return clone
