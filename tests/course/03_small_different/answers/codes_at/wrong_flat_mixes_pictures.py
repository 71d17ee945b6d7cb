# about: transposes everything and reshapes, so that numbers of several pictures share a row
# says: flat" should keep all numbers, each picture's in its own
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "avg":
        return maps.mean(axis=(1, 2))
    if pooling == "max":
        return maps.max(axis=(1, 2))
    return maps.T.reshape(len(maps), -1)
