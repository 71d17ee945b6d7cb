# about: the name of the old last layer
first_trained = {
    "use as it is": None,
    "train the classifier": "dense3",
    "train the top layers too": "conv3",
    "train all": "conv1",
}
