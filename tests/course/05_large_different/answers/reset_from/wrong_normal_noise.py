# about: draws everything from one normal distribution, not by each layer's own initialiser
# says: take the layer's own initialiser, which keeps weights small
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers)):
        weights = theirs.get_weights()
        if number >= index:
            weights = [np.random.normal(size=w.shape) for w in weights]
        mine.set_weights(weights)
        mine.trainable = True
    return new
