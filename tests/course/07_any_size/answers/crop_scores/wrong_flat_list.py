# about: (crops, classes), not put into rows and columns
# says: … as long as they fit
def crop_scores(model, picture, size, stride):
    answers = []
    for top in range(0, picture.shape[0] - size + 1, stride):
        for left in range(0, picture.shape[1] - size + 1, stride):
            crop = picture[top : top + size, left : left + size]
            answers.append(model.predict(crop[np.newaxis], verbose=0)[0])
    return np.array(answers)
