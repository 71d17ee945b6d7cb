# about: lengths of ranges, in a lambda
epochs_for = lambda num_images, steps, batch_size=32: len(range(0, steps, len(range(0, num_images, batch_size))))
