"""
kind = "wrong"
about = "Flattens the pictures away, too."

[fails]
test_codes_shapes = "never over pictures"
test_codes_values = "keeps every number"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "flat":
        return maps.ravel()
    return maps.mean(axis=(1, 2)) if pooling == "avg" else maps.max(axis=(1, 2))
