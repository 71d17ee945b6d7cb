# about: the dict as given, then three assignments
first_trained = {
    "use as it is": None,
    "train the classifier": None,
    "train the top layers too": None,
    "train all": None,
}
first_trained["train the classifier"] = "head_predictions"
first_trained["train the top layers too"] = "conv3"
first_trained["train all"] = "conv1"
