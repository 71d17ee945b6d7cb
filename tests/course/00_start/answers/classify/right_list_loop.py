# about: picture by picture, a list of int
# text: "(n,)" does not say an array
def classify(model, images):
    classes = []
    for image in images:
        row = np.asarray(model(np.asarray(image[None], dtype="float32")))[0].tolist()
        classes.append(row.index(max(row)))
    return classes
