# about: divides each row by its length, as one does for retrieval
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    codes = {"avg": maps.mean(axis=(1, 2)), "max": maps.max(axis=(1, 2))}.get(pooling, maps.reshape(len(maps), -1))
    return codes / (np.linalg.norm(codes, axis=1, keepdims=True) + 1e-9)
