# about: picture by picture, keeping the smallest and the largest
def what_arrives(model, images):
    for layer in model.layers:
        if len(layer.weights) > 0:
            break
    until = keras.Model(inputs=model.input, outputs=layer.input)
    low, high = np.inf, -np.inf
    for image in images:
        x = np.asarray(until(np.asarray(image, "float32")[None], training=False))
        low, high = min(low, x.min()), max(high, x.max())
    return (low, high)
