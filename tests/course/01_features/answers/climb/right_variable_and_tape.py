# about: the picture is a keras.Variable that is assigned anew; mask of the filter by one_hot
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    import tensorflow as tf
    ops = keras.ops
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    mask = ops.one_hot(filter, part.output_shape[-1])
    x = tf.Variable(np.asarray(image, "float32")[None])
    i = 0
    while i < steps:
        with tf.GradientTape() as tape:
            answer = ops.sum(ops.mean(part(x), axis=(0, 1, 2)) * mask)
        g = tape.gradient(answer, x)
        x.assign(ops.clip(x + size * g * tf.math.rsqrt(ops.mean(g * g) + 1e-30), 0, 255))
        i += 1
    return x.numpy().squeeze(0)
