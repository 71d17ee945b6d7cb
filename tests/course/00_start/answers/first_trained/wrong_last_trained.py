# about: names the last layer that trains
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "head_predictions",
    "train all": "head_predictions",
}
