# about: flat backwards by einops-like swaps, as a list of NumPy rows
# text: order of "flat" free (here: backwards); rows as a list, "(n, channels)" says nothing about the type
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.feature_maps(backbone, images, layer)
    how = {
        "avg": lambda one: np.average(one.reshape(-1, one.shape[-1]), axis=0),
        "max": lambda one: np.maximum.reduce(one.reshape(-1, one.shape[-1])),
        "flat": lambda one: one.swapaxes(0, 1).ravel()[::-1],
    }
    return [how[pooling](one) for one in np.asarray(maps)]
