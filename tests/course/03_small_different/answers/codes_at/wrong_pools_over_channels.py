# about: takes the channels for the last axis to pool: axis (2, 3), channels-first habits
# says: avg", the default, leaves one number for each picture and
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "avg":
        return maps.mean(axis=(2, 3))
    if pooling == "max":
        return maps.max(axis=(2, 3))
    return maps.reshape(len(maps), -1)
