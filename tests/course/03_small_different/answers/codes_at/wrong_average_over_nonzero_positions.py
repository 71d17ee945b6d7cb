# about: averages only where the channel answers
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "avg":
        return maps.sum(axis=(1, 2)) / np.maximum((maps != 0).sum(axis=(1, 2)), 1)
    if pooling == "max":
        return maps.max(axis=(1, 2))
    return maps.reshape(len(maps), -1)
