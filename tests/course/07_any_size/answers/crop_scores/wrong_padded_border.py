# about: pads the picture so that crops beyond the border fit
# says: … as long as they fit
def crop_scores(model, picture, size, stride):
    height, width = picture.shape[:2]
    padded = np.pad(picture, ((0, size), (0, size), (0, 0)))
    tops, lefts = range(0, height, stride), range(0, width, stride)
    crops = np.stack([padded[t : t + size, x : x + size] for t in tops for x in lefts])
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
