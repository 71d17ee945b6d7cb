# about: climbs the sum of the map: after scaling, the step is the same
# text: the sum is the mean times the number of places, and the gradient is scaled anyway
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = tlkit.cut(model, layer_name)
    uphill = with_gradients(lambda batch: keras.ops.sum(until(batch, training=False)[:, :, :, filter]))
    batch = np.float32(image)[np.newaxis].copy()
    for step in range(steps):
        slope = np.asarray(uphill(batch)[1], dtype="float64")
        length = np.linalg.norm(slope) / slope.size**0.5
        if length > 0:
            batch = np.float32(np.clip(batch + slope * (size / length), 0, 255))
    return batch[0]
