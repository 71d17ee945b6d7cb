# about: loops over pictures and positions, a list of lists
# text: float64, built by hand; nested lists turned into an array at the end
def scores_by_position(model, images):
    pooling, last = model.layers[-2], model.layers[-1]
    network = keras.Model(model.input, pooling.input)
    weights = [w.astype("float64") for w in last.get_weights()]
    kernel, bias = weights if len(weights) == 2 else (weights[0], 0.0)
    result = []
    for maps in network.predict(np.array(images), verbose=0):
        result.append([[position @ kernel + bias for position in row] for row in maps])
    return np.array(result)
