# about: takes stride as a step inside the crop's slice, not between the crops
# says: the first crop is the upper left one
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    fine = np.stack([picture[t : t + size : stride, x : x + size : stride] for t in tops for x in lefts])
    crops = fine.repeat(stride, axis=1).repeat(stride, axis=2)[:, :size, :size]
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
