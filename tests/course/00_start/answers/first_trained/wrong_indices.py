# about: indices of layers
first_trained = {
    "use as it is": None,
    "train the classifier": -1,
    "train the top layers too": 5,
    "train all": 1,
}
