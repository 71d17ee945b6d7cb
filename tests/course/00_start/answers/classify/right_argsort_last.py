# about: the last one of argsort; big batches
def classify(model, images):
    probabilities = model.predict(np.array(images, dtype="float32"), batch_size=256, verbose=0)
    order = np.argsort(probabilities, axis=-1, kind="stable")
    return order[..., -1]
