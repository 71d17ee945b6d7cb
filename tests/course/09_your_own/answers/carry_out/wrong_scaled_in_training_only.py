# about: trains on pixels from 0 to 1, then classifies raw ones
# says: of the new pictures are right; guessing gets
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    reader = keras.Sequential([tlkit.cut(network, 35), keras.layers.GlobalAveragePooling2D()])
    classifier = tlkit.linear_classifier(reader.predict(images / 255, verbose=0), labels)
    return lambda new: [names[n] for n in classifier.predict(reader.predict(new, verbose=0))]
