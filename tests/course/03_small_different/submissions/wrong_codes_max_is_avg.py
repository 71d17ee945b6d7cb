"""
kind = "wrong"
about = "Takes the average for the largest, too."

[fails]
test_codes_values = "gives the mean, too"
"""

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    maps = tlkit.cut(backbone, layer).predict(images, verbose=0)
    return maps.reshape(len(maps), -1) if pooling == "flat" else maps.mean(axis=(1, 2))
