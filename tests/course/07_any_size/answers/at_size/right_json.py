# about: the architecture as JSON, text replaced
# text: another way to build anew; compiled too
def at_size(model, height, width):
    import json

    described = json.loads(model.to_json())
    for layer in described["config"]["layers"]:
        if layer["class_name"] == "InputLayer":
            layer["config"]["batch_shape"][1:3] = [height, width]
    result = keras.models.model_from_json(json.dumps(described))
    [new.assign(old) for new, old in zip(result.variables, model.variables)]
    return result
