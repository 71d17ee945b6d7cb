# about: predict_on_batch with a nested model, returned in float64
# text: number type free
def feature_maps(model, layer_name, images):
    inner = keras.Model(model.input, model.get_layer(layer_name).output)
    outer = keras.Sequential([keras.Input(model.input_shape[1:]), inner])
    result = outer.predict_on_batch(np.asarray(images, dtype="float32"))
    print(f"{layer_name}: {result.shape[-1]} maps of {result.shape[1]}x{result.shape[2]}")
    return result.astype("float64")
