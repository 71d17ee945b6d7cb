# about: keras.ops with a mask, so in float32, and a 0-d array
# text: "any logarithm"; the text names no precision
def pictures_needed(sizes, accuracies, target):
    from keras import ops

    heights = ops.convert_to_tensor(np.asarray(accuracies, "float64"), "float64")
    reached = ops.greater_equal(heights, float(target))
    if not bool(ops.any(reached)):
        return np.inf
    at = int(ops.argmax(ops.cast(reached, "int32")))
    if at == 0:
        return np.float64(sizes[0])
    logs = ops.log10(ops.convert_to_tensor(np.asarray(sizes, "float64"), "float32"))
    share = (target - heights[at - 1]) / (heights[at] - heights[at - 1])
    exponent = logs[at - 1] + ops.cast(share, "float32") * (logs[at] - logs[at - 1])
    return ops.convert_to_numpy(ops.power(10.0, exponent))
