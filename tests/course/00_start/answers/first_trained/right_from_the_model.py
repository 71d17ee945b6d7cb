# about: asks the model: last layer, last convolution, first layer with weights
first_trained = {"use as it is": None}
first_trained["train the classifier"] = model.layers[-1].name
first_trained["train the top layers too"] = [x.name for x in model.layers if isinstance(x, keras.layers.Conv2D)][-1]
first_trained["train all"] = next(x.name for x in model.layers if x.weights)
