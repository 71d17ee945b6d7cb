# about: builds from the configuration instead of clone_model, and compiles it
# text: "a new model like the one it is given"; compiled as an extra
def reset_from(model, index):
    model_config = model.get_config()
    new_model = model.__class__.from_config(model_config)
    position = 0
    while position < len(new_model.layers):
        layer = new_model.layers[position]
        layer.trainable = True
        if position < index:
            layer.set_weights(model.layers[position].get_weights())
        position += 1
    new_model.trainable = True
    new_model.compile("adam", "mse")
    return new_model
