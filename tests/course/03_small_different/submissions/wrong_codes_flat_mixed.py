"""
kind = "wrong"
about = "Reshapes across pictures: the rows mix them."

[fails]
test_codes_values = "each picture's in its own row"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    if pooling == "flat":
        return np.moveaxis(maps, 0, -1).reshape(len(maps), -1)
    return maps.mean(axis=(1, 2)) if pooling == "avg" else maps.max(axis=(1, 2))
