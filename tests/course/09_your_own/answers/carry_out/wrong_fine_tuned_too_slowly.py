# about: fine-tunes all of it for one epoch at 1e-5: nothing is learned, least of all by the new classifier
# says: of the new pictures are right; guessing gets
def carry_out(network, folder):
    data, names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    model = tlkit.build("large-different", network, len(names), learning_rate=1e-5)
    model.fit(*data, epochs=1, verbose=0)
    return lambda new: [names[n] for n in model.predict(new, verbose=0).argmax(axis=-1)]
