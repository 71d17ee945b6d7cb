# about: one stage of tlkit with two rates
# text: nothing forbids the library's train_stages
def fine_tune(model, images, labels, rate, new_rate, epochs):
    model.trainable = True
    everything = tlkit.Stage(None, epochs, "adam", learning_rate={0: rate, len(model.layers) - 1: new_rate})
    tlkit.train_stages(model, (images, labels), None, [everything], verbose=0)
