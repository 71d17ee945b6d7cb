# about: tf.math.top_k, squeezed to (n,)
def classify(model, images):
    import tensorflow as tf
    _, found = tf.math.top_k(model.predict(images, verbose=0), k=1)
    return tf.squeeze(found, axis=1).numpy()
