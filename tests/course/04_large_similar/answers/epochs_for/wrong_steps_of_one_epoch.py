# about: returns the steps in so many epochs' worth: total steps, not epochs
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    an_epoch = -(-num_images // batch_size)
    return -(-steps // an_epoch) * an_epoch
