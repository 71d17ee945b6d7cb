# about: changes the input shape in the configuration and builds from it
# text: "clone_model builds all layers anew" is a hint, not a demand
def at_size(model, height, width):
    import copy

    config = copy.deepcopy(model.get_config())
    for layer in config["layers"]:
        if layer["class_name"] == "InputLayer":
            layer["config"]["batch_shape"] = (None, height, width, model.input_shape[-1])
    other = type(model).from_config(config)
    other.set_weights(model.get_weights())
    return other
