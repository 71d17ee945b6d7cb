# about: rounding up with // of negatives
def epochs_for(num_images, steps, batch_size=32):
    return -(-steps // -(-num_images // batch_size))
