# about: a list of all that train
# says: train the classifier: ['head_predictions'] is not the name
first_trained = {
    "use as it is": None,
    "train the classifier": ["head_predictions"],
    "train the top layers too": ["conv3", "head_predictions"],
    "train all": ["conv1", "conv2", "conv3", "head_predictions"],
}
