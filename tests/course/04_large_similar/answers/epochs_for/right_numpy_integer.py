# about: NumPy, returned as np.int64
# text: "an integer": one of NumPy is an integer, too
def epochs_for(num_images, steps, batch_size=32):
    steps_an_epoch = np.ceil(np.divide(num_images, batch_size))
    return np.int64(np.ceil(steps / steps_an_epoch))
