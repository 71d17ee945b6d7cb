# about: keras.ops throughout: segment_sum, a 0-d tensor in float32
# text: "Return the LEEP": a tensor without axes is one number
def leep(probabilities, labels):
    from keras import ops

    theta = ops.convert_to_tensor(probabilities, "float32")
    y = ops.convert_to_tensor(labels, "int32")
    joint = ops.segment_sum(theta, y, num_segments=int(np.max(labels)) + 1) / theta.shape[0]
    given = joint / ops.sum(joint, axis=0, keepdims=True)
    return ops.mean(ops.log(ops.sum(ops.take(given, y, axis=0) * theta, axis=-1)))
