# about: "use as it is" still trains the classifier
first_trained = {
    "use as it is": "head_predictions",
    "train the classifier": "head_predictions",
    "train the top layers too": "conv3",
    "train all": "conv1",
}
