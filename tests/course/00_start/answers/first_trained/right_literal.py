# about: the dict filled in
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "conv3",
    "train all": "conv1",
}
