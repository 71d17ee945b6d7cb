# about: a comprehension, a prediction for each row of crops, stacked
def crop_scores(model, picture, size, stride):
    def row(top):
        strip = picture[top : top + size]
        lefts = np.arange(0, strip.shape[1] - size + 1, stride)
        return model.predict_on_batch(np.stack([strip[:, left : left + size] for left in lefts]))

    return np.stack([row(top) for top in range(0, picture.shape[0] - size + 1, stride)])
