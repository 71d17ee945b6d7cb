# about: (columns, rows, classes)
# says: … as long as they fit
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    return np.stack([
        model.predict(np.stack([picture[t : t + size, x : x + size] for t in tops]), verbose=0)
        for x in lefts
    ])
