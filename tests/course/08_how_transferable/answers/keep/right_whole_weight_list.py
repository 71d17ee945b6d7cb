# about: all weights at once, then the switches of every layer
# text: sets also the later layers' switches; prints
def keep(donor, model, n, fine_tune):
    mixed, counts, seen = [], [], 0
    for mine, theirs in zip(model.layers, donor.layers):
        if hasattr(theirs, "kernel"):
            seen += 1
        counts.append(seen)
        source = theirs if 0 < seen <= n else mine
        mixed.append(source.get_weights())
    for layer, weights, number in zip(model.layers, mixed, counts):
        layer.set_weights(weights)
        layer.trainable = number > n or number == 0 or bool(fine_tune)
    print("kept", n, "layers,", "trained" if fine_tune else "frozen")
