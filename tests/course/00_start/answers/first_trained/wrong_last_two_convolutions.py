# about: two convolutions as the top layers
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "conv2",
    "train all": "conv1",
}
