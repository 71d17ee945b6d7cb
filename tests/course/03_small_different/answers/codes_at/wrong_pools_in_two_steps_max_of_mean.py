# about: "max" over height of the mean over width
# says: max" is the largest value over height and width
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    rows = maps.mean(axis=1)
    if pooling == "avg":
        return rows.mean(axis=1)
    if pooling == "max":
        return rows.max(axis=1)
    return maps.reshape(len(maps), -1)
