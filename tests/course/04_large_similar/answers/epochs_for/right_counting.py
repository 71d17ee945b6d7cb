# about: simulates: goes through the batches of an epoch, epoch after epoch
def epochs_for(num_images, steps, batch_size=32):
    done = epochs = 0
    while done < steps:
        for _ in range(0, num_images, batch_size):
            done += 1
        epochs += 1
    return epochs
