# about: tf.image.crop_and_resize-free: tf.slice in a dataset
# text: tf.data feeds the crops
def crop_scores(model, picture, size, stride):
    import tensorflow as tf

    picture = tf.cast(tf.convert_to_tensor(np.asarray(picture)), tf.float32)
    ys = tf.range(0, picture.shape[0] - size + 1, stride)
    xs = tf.range(0, picture.shape[1] - size + 1, stride)
    grid = tf.reshape(tf.stack(tf.meshgrid(ys, xs, indexing="ij"), axis=-1), (-1, 2))
    crops = tf.map_fn(
        lambda p: picture[p[0] : p[0] + size, p[1] : p[1] + size],
        grid,
        fn_output_signature=tf.TensorSpec((size, size, 3), tf.float32),
    )
    answers = model.predict(crops, verbose=0)
    return np.reshape(answers, (len(ys), len(xs), answers.shape[1]))
