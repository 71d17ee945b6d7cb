# about: fine-tunes the given network itself
# says: the network that is given stays as it was: use a copy
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    model = tlkit.add_head(tlkit.cut(network, 35), len(names))
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=8, verbose=0)
    codes = tlkit.cnn_codes(network, images, 35, cache=False)
    classifier = tlkit.linear_classifier(codes, labels)
    return lambda new: [names[n] for n in classifier.predict(tlkit.cnn_codes(network, new, 35, cache=False))]
