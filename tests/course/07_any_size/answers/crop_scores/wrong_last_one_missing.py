# about: range stops one too early
# says: … as long as they fit
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size, stride)
    lefts = range(0, picture.shape[1] - size, stride)
    crops = np.stack([picture[t : t + size, x : x + size] for t in tops for x in lefts])
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
