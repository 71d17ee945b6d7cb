# about: returns the names of the folder's pictures, no function
# says: Return a function that names the class of new pictures
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    codes = tlkit.cnn_codes(network, images, 35, cache=False)
    classifier = tlkit.linear_classifier(codes, labels)
    return [names[n] for n in classifier.predict(codes)]
