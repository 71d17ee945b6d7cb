# about: a loop over the filters, rounded to uint8
# text: "You may round"; the number type is free
def filter_pictures(kernel):
    pictures = []
    for i in range(kernel.shape[3]):
        weights = kernel[:, :, :, i]
        scale = 0
        for w in weights.ravel():
            if abs(w) > scale:
                scale = abs(w)
        pictures.append(np.rint(weights / scale * 127.5 + 127.5).astype("uint8"))
    return np.array(pictures)
