# about: zip of two tuples, made by a function
def fill_in():
    strategies = "use as it is", "train the classifier", "train the top layers too", "train all"
    return dict(zip(strategies, (None, "head_predictions", "conv3", "conv1")))


first_trained = fill_in()
