# about: the layers themselves
first_trained = {
    "use as it is": None,
    "train the classifier": model.layers[-1],
    "train the top layers too": model.get_layer("conv3"),
    "train all": model.get_layer("conv1"),
}
