"""
kind = "wrong"
about = "Averages over the channels."

[fails]
test_codes_shapes = "pool over positions"
test_codes_values = "leaves one number for each picture and channel"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "flat":
        return maps.reshape(len(maps), -1)
    return maps.mean(axis=3).reshape(len(maps), -1) if pooling == "avg" else maps.max(axis=(1, 2))
