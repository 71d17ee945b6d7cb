# about: divides by all strides at once
# says: positions, a stride of
def map_size(pixels, layers):
    return pixels // int(np.prod([stride for _, stride, _ in layers]))
