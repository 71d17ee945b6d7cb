# about: keeps layer `index` as well
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers)):
        if number <= index:
            mine.set_weights(theirs.get_weights())
        mine.trainable = True
    return new
