# about: "max" is taken of the absolute values, "how strongly it is there"
# says: max" is the largest value over height and width
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "avg":
        return maps.mean(axis=(1, 2))
    if pooling == "max":
        return np.abs(maps).max(axis=(1, 2))
    return maps.reshape(len(maps), -1)
