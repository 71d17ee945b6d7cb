# about: the model's answer at every position: the mean is right, the map is empty
# says: All positions of your maps say the same
def scores_by_position(model, images):
    rows, columns = model.layers[-2].input.shape[1:3]
    answers = model.predict(images, verbose=0)
    return np.tile(answers[:, None, None, :], (1, rows, columns, 1))
