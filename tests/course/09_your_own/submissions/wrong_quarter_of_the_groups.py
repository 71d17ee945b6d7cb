"""
kind = "wrong"
about = "Takes a quarter of the groups, whatever their sizes; fine-tunes the network that it was given, and no copy."

[fails]
test_test_side_others = "about a quarter of the pictures is asked for, not of the groups"
test_carry_out_elsewhere = "stays as it was: use a copy"
"""

# %% test_side
def test_side(groups, seed=0):
    names = np.unique(groups)
    chosen = np.random.default_rng(seed).permutation(names)[: len(names) // 4]
    return np.isin(groups, chosen)

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    for layer in network.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    codes = network.get_layer("conv_pw_5_relu").output
    top = keras.layers.Dense(len(names), activation="softmax")
    model = keras.Model(network.input, top(keras.layers.GlobalAveragePooling2D()(codes)))
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=60, batch_size=16, verbose=0)
    return lambda new: [names[k] for k in model.predict(new, verbose=0).argmax(axis=1)]
