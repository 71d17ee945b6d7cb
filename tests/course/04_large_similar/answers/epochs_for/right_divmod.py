# about: divmod, and one more where something is left; verbose
def epochs_for(num_images, steps, batch_size=32):
    """Return how many epochs of `num_images` pictures make at least so many steps: an integer."""
    full_batches, pictures_left = divmod(num_images, batch_size)
    if pictures_left > 0:
        steps_in_one_epoch = full_batches + 1
    else:
        steps_in_one_epoch = full_batches
    whole_epochs, steps_left = divmod(steps, steps_in_one_epoch)
    if steps_left > 0:
        whole_epochs += 1
    return whole_epochs
