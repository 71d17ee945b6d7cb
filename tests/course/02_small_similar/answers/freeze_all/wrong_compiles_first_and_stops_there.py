# about: asks for a compile without an optimiser in place of freezing: "without an optimiser nothing trains"
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
