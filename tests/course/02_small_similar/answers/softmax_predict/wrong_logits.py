# about: a Dense layer without softmax, from_logits=True, and returns the logits
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    model = keras.Sequential([keras.Input((train_codes.shape[1],)), keras.layers.Dense(int(max(train_labels)) + 1)])
    model.compile(keras.optimizers.Adam(0.05), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(train_codes, train_labels, epochs=60, verbose=0)
    return model.predict(new_codes, verbose=0)
