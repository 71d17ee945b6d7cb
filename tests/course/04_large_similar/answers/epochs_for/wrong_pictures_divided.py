# about: steps × batch_size / num_images, rounded up: as if batches ran on across epochs
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    import math
    return math.ceil(steps * batch_size / num_images)
