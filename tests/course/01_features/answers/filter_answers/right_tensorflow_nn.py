# about: tf.nn.conv2d, VALID, and tf.nn.relu
def filter_answers(patch, kernel, bias):
    import tensorflow as tf
    patch, kernel, bias = (tf.cast(x, tf.float32) for x in (patch, kernel, bias))
    return tf.reshape(tf.nn.relu(tf.nn.conv2d(patch[tf.newaxis], kernel, 1, "VALID") + bias), [-1]).numpy()
