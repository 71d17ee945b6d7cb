# about: a 1×1 convolution with the dense layer's weights, as section 3 teaches
def scores_by_position(model, images):
    dense = model.layers[-1]
    convolution = keras.layers.Conv2D(dense.units, 1, use_bias=dense.use_bias)
    answer = keras.Model(model.input, convolution(model.layers[-2].input))
    weights = dense.get_weights()
    convolution.set_weights([weights[0][None, None], *weights[1:]])
    print("maps:", model.layers[-2].input.shape)
    return answer.predict(images, verbose=0, batch_size=2)
