# about: NumPy: where the first new kernel is, then a slice
def keep(donor, model, n, fine_tune):
    has_kernel = np.array([hasattr(layer, "kernel") for layer in model.layers])
    places = np.flatnonzero(has_kernel)
    end = places[n] if n < len(places) else places[-1]
    if n == 0:
        return
    for number in range(places[0], end):
        model.layers[number].set_weights(donor.layers[number].get_weights())
        model.layers[number].trainable = True if fine_tune else False
