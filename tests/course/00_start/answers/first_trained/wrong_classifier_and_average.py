# about: counts the averaging layer as the first that trains
# says: train the classifier: 'head_pool' is not the name of a
first_trained = {
    "use as it is": None,
    "train the classifier": "head_pool",
    "train the top layers too": "conv3",
    "train all": "conv1",
}
