# about: tlkit.copy_layers
# text: the next cell shows it; the text does not forbid it
def keep(donor, model, n, fine_tune):
    kept = tlkit.copy_layers(donor, model, n)
    for layer in kept:
        layer.trainable = fine_tune
