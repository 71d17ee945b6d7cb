# about: steps // steps_an_epoch + 1
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    return steps // -(-num_images // batch_size) + 1
