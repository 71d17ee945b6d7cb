# about: names the first picture only
# says: one class name for each picture
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, 35, cache=False), labels)
    return lambda new: names[int(classifier.predict(tlkit.cnn_codes(network, new, 35, cache=False))[0])]
