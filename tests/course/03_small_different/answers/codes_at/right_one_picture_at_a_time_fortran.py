# about: picture by picture in a loop, flat in Fortran order, result in float64
# text: the order of "flat" is free if it is the same for all pictures; any float type
def codes_at(backbone, layer, images, pooling="avg"):
    """Return the codes of a layer: (n, channels), or (n, height × width × channels) if "flat"."""
    part = tlkit.cut(backbone, layer)
    rows = []
    for image in images:
        one = np.asarray(part(np.asarray(image, "float32")[None], training=False))[0].astype("float64")
        height, width, channels = one.shape
        if pooling == "avg":
            row = np.array([one[:, :, c].sum() / (height * width) for c in range(channels)])
        elif pooling == "max":
            row = np.array([one[:, :, c].max() for c in range(channels)])
        else:
            row = one.flatten(order="F")
        rows.append(row)
    return np.vstack(rows)
