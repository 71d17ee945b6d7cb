# about: round() to the nearest in both places
# says: so these are too few epochs
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    return round(steps / max(round(num_images / batch_size), 1))
