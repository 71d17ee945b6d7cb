# about: "top" taken as the beginning of the network
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "conv1",
    "train all": "conv1",
}
