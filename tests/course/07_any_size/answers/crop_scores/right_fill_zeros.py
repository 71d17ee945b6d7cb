# about: fills an array of zeros, one crop at a time, counting rows and columns
# text: slow but right; float64 result
def crop_scores(model, picture, size, stride):
    rows = (picture.shape[0] - size) // stride + 1
    columns = (picture.shape[1] - size) // stride + 1
    scores = np.zeros((rows, columns, model.output_shape[-1]))
    for r in range(rows):
        for c in range(columns):
            y, x = r * stride, c * stride
            one = np.expand_dims(picture[y : y + size, x : x + size, :], axis=0)
            scores[r, c] = keras.ops.convert_to_numpy(model(one, training=False))[0]
    return scores
