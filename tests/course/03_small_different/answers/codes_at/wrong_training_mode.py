# about: calls the network with training=True, so batch normalisation uses the batch
# says: The network runs in training mode; codes are taken in
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = np.asarray(tlkit.cut(backbone, layer)(np.asarray(images, "float32"), training=True))
    if pooling == "avg":
        return maps.mean(axis=(1, 2))
    if pooling == "max":
        return maps.max(axis=(1, 2))
    return maps.reshape(len(maps), -1)
