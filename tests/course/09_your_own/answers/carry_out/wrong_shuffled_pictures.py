# about: shuffles the pictures and not the labels
# says: of the new pictures are right; guessing gets
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    images = np.random.default_rng(0).permutation(images)
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, 35, cache=False), labels)
    return lambda new: [names[n] for n in classifier.predict(tlkit.cnn_codes(network, new, 35, cache=False))]
