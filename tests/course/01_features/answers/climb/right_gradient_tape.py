# about: tf.GradientTape, everything stays a tensor, and a tensor comes out
# text: any way to a gradient; the type of the result is left open
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    import tensorflow as tf
    part = keras.Model(model.inputs, model.get_layer(layer_name).output)
    x = tf.cast(image, tf.float32)[tf.newaxis]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = tf.reduce_mean(part(x, training=False)[..., filter])
        g = tape.gradient(value, x)
        rms = tf.sqrt(tf.reduce_mean(tf.square(g)))
        x = tf.clip_by_value(x + size * tf.math.divide_no_nan(g, rms), 0.0, 255.0)
    return x[0]
