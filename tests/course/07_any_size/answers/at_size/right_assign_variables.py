# about: assigns variable by variable
def at_size(model, height, width):
    picture = keras.Input((height, width, 3), dtype=model.inputs[0].dtype)
    clone = keras.models.clone_model(model, picture)
    for target, source in zip(clone.weights, model.weights):
        target.assign(keras.ops.convert_to_tensor(source))
    return clone
