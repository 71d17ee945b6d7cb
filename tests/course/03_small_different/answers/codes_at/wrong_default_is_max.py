# about: changes the default of pooling to "max"
def codes_at(backbone, layer, images, pooling="max"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "avg":
        return maps.mean(axis=(1, 2))
    if pooling == "max":
        return maps.max(axis=(1, 2))
    return maps.reshape(len(maps), -1)
