# about: reads the notebook's folder, whatever the argument
# says: The class names should be those of the folder given
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(my_folder, size=network.input_shape[1:3])
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, 35, cache=False), labels)
    return lambda new: [names[n] for n in classifier.predict(tlkit.cnn_codes(network, new, 35, cache=False))]
