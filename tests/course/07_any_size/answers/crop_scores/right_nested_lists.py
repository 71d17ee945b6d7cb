# about: tf.map_fn-free nested list of arrays, made an array last; itertools.product
def crop_scores(model, picture, size, stride):
    from itertools import product

    fits = [[n for n in range(0, length, stride) if n + size <= length] for length in np.shape(picture)[:2]]
    crops = [np.asarray(picture)[y:, x:][:size, :size] for y, x in product(*fits)]
    said = iter(model.predict(np.stack(crops), verbose=0, batch_size=7))
    return np.array([[next(said) for _ in fits[1]] for _ in fits[0]])
