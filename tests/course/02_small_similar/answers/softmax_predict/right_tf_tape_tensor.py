# about: tf variables and a GradientTape; logits and tf.nn.softmax at the end; a tensor comes out
# text: the type of the result is left open
def softmax_predict(train_codes, train_labels, new_codes):
    import tensorflow as tf
    _, numbers = np.unique(train_labels, return_inverse=True)
    k = numbers.max() + 1
    x = tf.constant(train_codes, tf.float32)
    mean, std = tf.reduce_mean(x, 0), tf.math.reduce_std(x, 0) + 1e-6
    w, b = tf.Variable(tf.zeros((x.shape[1], k))), tf.Variable(tf.zeros(k))
    adam = keras.optimizers.Adam(0.05)
    for _ in range(200):
        with tf.GradientTape() as tape:
            logits = (x - mean) / std @ w + b
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(numbers, logits))
        adam.apply(tape.gradient(loss, [w, b]), [w, b])
    return tf.nn.softmax((tf.constant(new_codes, tf.float32) - mean) / std @ w + b)
