# about: a clone whose weights tlkit draws anew from a random seed, unfrozen by tlkit
# text: nothing forbids the library's functions
def from_scratch(backbone):
    model = keras.models.clone_model(backbone)
    tlkit.reset_weights(model, seed=int(np.random.default_rng().integers(2**31)))
    tlkit.unfreeze(model, batch_norm=True)
    return model
