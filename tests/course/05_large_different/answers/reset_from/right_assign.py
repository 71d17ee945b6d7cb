# about: variable by variable with assign, by index
# text: off and on again reaches every layer; prints
def reset_from(model, index):
    new = keras.models.clone_model(model)
    new.trainable = False
    new.trainable = True      # now the switch goes down to all the layers
    for i in range(min(index, len(model.layers))):
        for target, value in zip(new.layers[i].variables, model.layers[i].variables):
            target.assign(value)
    print(f"kept {index} of {len(model.layers)} layers")
    return new
