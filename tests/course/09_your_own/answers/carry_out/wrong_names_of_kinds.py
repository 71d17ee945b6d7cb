# about: takes the names from KINDS, in that order
# says: of the new pictures are right; guessing gets
def carry_out(network, folder):
    (images, labels), _ = tlkit.load_folder(folder, size=network.input_shape[1:3])
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, 35, cache=False), labels)
    names = list(KINDS)
    return lambda new: [names[n % len(names)] for n in classifier.predict(tlkit.cnn_codes(network, new, 35, cache=False))]
