# about: two loops, one prediction for all crops, reshape
def crop_scores(model, picture, size, stride):
    """Return the model's answer for each crop of a picture: (rows, columns, classes)."""
    height, width = picture.shape[:2]
    tops = range(0, height - size + 1, stride)
    lefts = range(0, width - size + 1, stride)
    crops = []
    for top in tops:
        for left in lefts:
            crops.append(picture[top : top + size, left : left + size])
    answers = model.predict(np.array(crops), verbose=0)
    return answers.reshape(len(tops), len(lefts), -1)
