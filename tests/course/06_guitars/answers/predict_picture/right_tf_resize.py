# about: tf.image.resize on the decoded array, an OrderedDict from the most to the least probable
# text: a subclass of dict, in an order of its own
def predict_picture(model, content, class_names):
    from collections import OrderedDict

    import tensorflow as tf

    picture = Image.open(io.BytesIO(content))
    rgba = np.asarray(picture.convert("RGBA"))[..., :3]
    size = model.input_shape[1:3]
    scaled = tf.clip_by_value(tf.image.resize(rgba, size, method="area"), 0, 255)
    p = model.predict_on_batch(np.asarray(scaled)[None])[0]
    pairs = sorted(zip(class_names, p), key=lambda pair: -pair[1])
    return OrderedDict(pairs)
