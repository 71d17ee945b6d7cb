# about: cuts a clone, trains a dense head in a Sequential, resizes new pictures of another size
# text: new pictures may have another size; a copy is frozen
def carry_out(network, folder):
    from sklearn.preprocessing import LabelEncoder  # only for the names' order

    size = tuple(network.input_shape[1:3])
    (images, labels), names = tlkit.load_folder(folder, size=size)
    encoder = LabelEncoder().fit(names)
    copy = keras.models.clone_model(network)
    copy.set_weights(network.get_weights())
    base = tlkit.cut(copy, round(len(copy.layers) * 0.41))
    base.trainable = False
    pooled = keras.Sequential([base, keras.layers.GlobalAveragePooling2D()])

    def features(pixels):
        pixels = np.asarray(pixels, "float32")
        if pixels.shape[1:3] != size:
            pixels = keras.ops.convert_to_numpy(keras.ops.image.resize(pixels, size))
        return pooled.predict(pixels, verbose=0)

    codes = features(images)
    normal = keras.layers.Normalization()
    normal.adapt(codes)
    head = keras.Sequential([normal, keras.layers.Dense(len(names), activation="softmax")])
    head.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    head.fit(codes, encoder.transform(np.array(names)[labels]), epochs=80, verbose=0)
    return lambda new: [str(n) for n in encoder.inverse_transform(head.predict(features(new), verbose=0).argmax(-1))]
