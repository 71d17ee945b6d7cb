# about: num_images // batch_size: the smaller last batch is not counted
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    import math
    return math.ceil(steps / max(num_images // batch_size, 1))
