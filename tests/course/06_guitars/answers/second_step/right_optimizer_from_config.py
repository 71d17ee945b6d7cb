# about: the optimiser by its configuration, a helper for the switches
def second_step(model, first=150):
    def switch(layers, on):
        for each in layers:
            each.trainable = on

    switch([model], True)
    switch(model.layers, True)
    switch(model.layers[:first], False)
    config = {"class_name": "SGD", "config": {"learning_rate": 0.0001, "momentum": 0.9}}
    model.compile(
        optimizer=keras.optimizers.get(config),
        loss="sparse_categorical_crossentropy",
        metrics={"accuracy": "accuracy"} if False else ["accuracy"],
    )
