# about: predicts the codes below the last layer once and trains a model of that layer alone on them
# text: "only the last layer trains": what trains is the shared layer; frozen layers need be asked only once
def train_classifier(model, images, labels, rate, epochs):
    model.trainable = True
    for layer in model.layers:
        layer.trainable = False
    last = model.layers[-1]
    last.trainable = True
    codes = keras.Model(model.input, last.input).predict(images, verbose=0)
    alone = keras.Sequential([keras.Input(codes.shape[1:]), last])
    for one in (alone, model):
        one.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    alone.fit(codes, labels, epochs=epochs, verbose=0)
