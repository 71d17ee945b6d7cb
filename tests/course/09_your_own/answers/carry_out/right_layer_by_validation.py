# about: the layer is chosen on held-out pictures, the classifier trained on all; an array of names
# text: a NumPy array of strings; the notebook's own way (section 2)
def carry_out(network, folder):
    data, names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    train, valid, _ = tlkit.split(data)
    layers = [layer.name for layer in network.layers[len(network.layers) // 5 :: 6]]
    codes = tlkit.cnn_codes(network, data.images, layers, cache=False)
    fit = tlkit.cnn_codes(network, train.images, layers, cache=False)
    held = tlkit.cnn_codes(network, valid.images, layers, cache=False)
    score = {}
    for layer in layers:
        score[layer] = tlkit.linear_classifier(fit[layer], train.labels).score(held[layer], valid.labels)
    best = max(score, key=score.get)
    print("layer:", best, score[best])
    final = tlkit.linear_classifier(codes[best], data.labels, kind="softmax")
    return lambda new: np.array(names)[final.predict(tlkit.cnn_codes(network, new, best, cache=False))]
