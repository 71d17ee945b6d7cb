"""
kind = "wrong"
about = "Divides the pixels by 255 first, though the network takes them as they are."

[fails]
test_codes_values = "first; the network scales them itself"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.cut(backbone, layer).predict(images / 255.0, verbose=0)
    if pooling == "flat":
        return maps.reshape(len(maps), -1)
    return maps.mean(axis=(1, 2)) if pooling == "avg" else maps.max(axis=(1, 2))
