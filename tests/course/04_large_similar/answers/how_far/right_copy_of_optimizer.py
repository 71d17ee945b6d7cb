# about: works on a copy of the optimiser made from its configuration, so that it can be used again
# text: the text does not say whether the given optimiser itself takes the steps
def how_far(optimizer, gradient, steps=10):
    fresh = type(optimizer).from_config(optimizer.get_config())
    weight = keras.Variable(0.0, dtype="float32")
    fresh.build([weight])
    for _ in range(steps):
        fresh.apply([np.float32(gradient)])
    return np.abs(np.asarray(weight))
