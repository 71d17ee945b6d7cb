# about: scales each map to 0 … 1, as for drawing
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    scores = maps @ kernel + bias
    low, high = scores.min(axis=(1, 2), keepdims=True), scores.max(axis=(1, 2), keepdims=True)
    return (scores - low) / (high - low)
