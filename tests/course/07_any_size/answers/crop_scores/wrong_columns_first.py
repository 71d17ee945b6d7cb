# about: runs down the columns first, and reshapes to rows × columns
# says: Rows go down, columns to the right
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    crops = np.stack([picture[t : t + size, x : x + size] for x in lefts for t in tops])
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
