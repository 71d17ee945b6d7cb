# about: a Dense layer of Keras, scaled by hand, full batches
def softmax_predict(train_codes, train_labels, new_codes):
    labels = np.asarray(train_labels)
    classes, numbers = np.unique(labels, return_inverse=True)
    mean, std = train_codes.mean(axis=0), train_codes.std(axis=0) + 1e-6
    model = keras.Sequential([keras.Input((train_codes.shape[1],)), keras.layers.Dense(len(classes), activation="softmax")])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss="sparse_categorical_crossentropy")
    model.fit((train_codes - mean) / std, numbers, epochs=150, batch_size=256, verbose=0)
    return model.predict((new_codes - mean) / std, verbose=0)
