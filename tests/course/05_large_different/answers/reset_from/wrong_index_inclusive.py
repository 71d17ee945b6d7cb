# about: keeps layer `index` as well
# says: Some layers still have the old weights: from index
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers)):
        if number <= index:
            mine.set_weights(theirs.get_weights())
        mine.trainable = True
    return new
