# about: argmax over the pictures
# says: one class name for each picture
def carry_out(network, folder):
    data, names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    model = tlkit.build("small-different", network, len(names), layer=35, learning_rate=0.02)
    tlkit.fit_cached(model, data.images, data.labels, epochs=40, verbose=0, cache=False)
    return lambda new: [names[n % len(names)] for n in model.predict(new, verbose=0).argmax(axis=0)]
