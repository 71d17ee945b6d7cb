# about: rounds the epochs down
# says: so these are too few epochs
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    return steps // -(-num_images // batch_size)
