# about: divides the pixels by 255
# says: the first crop is the upper left one
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    crops = np.stack([picture[t : t + size, x : x + size] for t in tops for x in lefts]) / 255
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
