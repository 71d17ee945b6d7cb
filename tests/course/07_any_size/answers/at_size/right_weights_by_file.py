# about: saves the weights to a temporary file and loads them into the clone
# text: by way of the disk
def at_size(model, height, width):
    import tempfile
    from pathlib import Path

    new_model = keras.models.clone_model(model, input_tensors=keras.layers.Input((height, width, 3)))
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "all.weights.h5")
        model.save_weights(file)
        new_model.load_weights(file)
    print("input:", model.input_shape, "->", new_model.input_shape)
    return new_model
