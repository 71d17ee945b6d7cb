# about: compact, with a map and keras.tree-free recursion into inner layers
def reset_from(model, index):
    new = keras.models.clone_model(model)
    [n.set_weights(o.get_weights()) for n, o in [*zip(new.layers, model.layers)][:index]]

    def let_train(layer):
        layer.trainable = True
        for inner in getattr(layer, "layers", []):
            let_train(inner)

    let_train(new)
    return new
