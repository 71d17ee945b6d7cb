# about: tf.image.stateless_random_crop, a tensor comes out
# text: the type of the result is left open
def centred_patches(image, side, count, seed):
    import tensorflow as tf
    image = tf.cast(image, tf.float32)
    crops = [tf.image.stateless_random_crop(image, (side, side, 3), seed=(seed, i)) for i in range(count)]
    rows = tf.reshape(tf.stack(crops), (count, side * side * 3))
    return rows - tf.reduce_mean(rows, axis=1, keepdims=True)
