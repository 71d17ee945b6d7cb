# about: einsum over the channels, bias only where there is one
def scores_by_position(model, images):
    pool, dense = model.layers[-2:]
    features = keras.Model(inputs=model.input, outputs=pool.input)
    maps = np.concatenate([features.predict(image[np.newaxis], verbose=0) for image in images])
    scores = np.einsum("nhwc,ck->nhwk", maps, np.asarray(dense.kernel))
    if dense.use_bias:
        scores += np.asarray(dense.bias)
    return scores
