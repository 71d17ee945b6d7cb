# about: always the commonest class
# says: of the new pictures are right; guessing gets
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    return lambda new: [names[np.bincount(labels).argmax()]] * len(new)
