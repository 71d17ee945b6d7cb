# about: a named tuple, batches of tf.data, extremes of extremes
def what_arrives(model, images):
    from collections import namedtuple
    Range = namedtuple("Range", "smallest largest")
    i = 0
    while not model.layers[i].weights:
        i += 1
    until = keras.Model(model.input, model.layers[i].input)
    parts = [until.predict(images[s : s + 5], verbose=0) for s in range(0, len(images), 5)]
    return Range(min(float(np.amin(p)) for p in parts), max(float(np.amax(p)) for p in parts))
