# about: a helper makes groups of layers, a kernel and what follows; returns nothing
def keep(donor, model, n, fine_tune):
    def groups(network):
        result = []
        for layer in network.layers:
            if hasattr(layer, "kernel"):
                result.append([layer])
            elif result:
                result[-1].append(layer)
        return result

    pairs = list(zip(groups(donor), groups(model)))[:-1]
    for old_group, new_group in pairs[:n]:
        for old, new in zip(old_group, new_group):
            new.set_weights(old.get_weights())
            new.trainable = fine_tune
