"""
kind = "wrong"
about = "Calls the network in training mode, and with that moves its statistics."

[fails]
test_codes_values = "in inference mode"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = np.asarray(tlkit.cut(backbone, layer)(images.astype("float32"), training=True))
    if pooling == "flat":
        return maps.reshape(len(maps), -1)
    return maps.mean(axis=(1, 2)) if pooling == "avg" else maps.max(axis=(1, 2))
