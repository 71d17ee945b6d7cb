# about: one stage of tlkit.train_stages, from the index of the last layer
# text: nothing forbids the library's train_stages
def train_classifier(model, images, labels, rate, epochs):
    model.trainable = True
    stage = tlkit.Stage(len(model.layers) - 1, epochs=epochs, optimizer="adam", learning_rate=rate)
    tlkit.train_stages(model, (images, labels), None, [stage], verbose=0)
