# about: clone_function makes each copy trainable at once
# text: clone_function is clone_model's own way
def reset_from(model, index):
    def copy(layer):
        config = layer.get_config()
        config["trainable"] = True
        return type(layer).from_config(config)

    new = keras.models.clone_model(model, clone_function=copy)
    new.trainable = True
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers, strict=True)):
        mine.trainable = True
        if number < index and theirs.weights:
            mine.set_weights(theirs.get_weights())
    return new
