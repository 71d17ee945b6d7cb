# about: None for "train all": "from the start"
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "conv3",
    "train all": None,
}
