# about: looks at the pictures instead of what arrives
# says: What has become of them before the first layer with weights?
def what_arrives(model, images):
    """Return the smallest and largest number that enter the first layer with weights."""
    return float(images.min()), float(images.max())
