# about: a Dense layer of Keras with categorical hinge and a weight penalty, classes looked up
# text: "or a Keras layer"; labels of any values
def svm_predict(train_codes, train_labels, new_codes):
    classes, numbers = np.unique(train_labels, return_inverse=True)
    normalise = keras.layers.Normalization()
    normalise.adapt(np.asarray(train_codes, "float32"))
    model = keras.Sequential([
        keras.Input((train_codes.shape[1],)), normalise,
        keras.layers.Dense(len(classes), kernel_regularizer=keras.regularizers.L2(1e-3)),
    ])
    model.compile(keras.optimizers.Adam(0.02), "categorical_hinge")
    model.fit(train_codes, keras.utils.to_categorical(numbers, len(classes)), batch_size=len(numbers), epochs=200, verbose=0)
    return classes[model.predict(new_codes, verbose=0).argmax(axis=1)]
