# about: keras.ops.top_k, indices as a tensor
# text: the type of the indices is left open
def favourites(maps, filter, count):
    answers = keras.ops.max(keras.ops.convert_to_tensor(maps)[..., filter], axis=(1, 2))
    return keras.ops.top_k(answers, count)[1]
