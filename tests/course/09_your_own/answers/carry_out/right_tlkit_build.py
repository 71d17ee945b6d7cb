# about: tlkit.build makes a copy that is cut and trained with Keras
# text: "`tlkit.build` makes one"
def carry_out(network, folder):
    height, width = network.input_shape[1:3]
    data, names = tlkit.load_folder(folder, size=(height, width))
    model = tlkit.build("small-different", network, len(names), learning_rate=0.02)
    tlkit.fit_cached(model, data.images, data.labels, epochs=60, verbose=0, cache=False)

    def classify(images):
        probabilities = model.predict(images, verbose=0)
        return [names[int(np.argmax(row))] for row in probabilities]

    return classify
