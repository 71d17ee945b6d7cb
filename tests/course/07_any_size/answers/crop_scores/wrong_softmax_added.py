# about: a softmax on the answers
# says: the first crop is the upper left one
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    crops = np.stack([picture[t : t + size, x : x + size] for t in tops for x in lefts])
    answers = keras.ops.softmax(model.predict(crops, verbose=0))
    return keras.ops.convert_to_numpy(answers).reshape(len(tops), len(lefts), -1)
