# about: np.ceil returns a float
# says: Return an integer; this is np
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    return np.ceil(steps / np.ceil(num_images / batch_size))
