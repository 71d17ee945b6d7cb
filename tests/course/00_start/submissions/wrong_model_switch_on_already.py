"""
kind = "wrong"
about = "Turns on the model's own switch, which was never off, and expects its layers to follow."

[fails]
test_train_from = "also if they were frozen before"
test_train_from_any = "is frozen and should train. It may have been frozen before"
test_two_steps = "does the second fit know of the change?"
test_two_steps_order = "in both steps the classifier alone trains"
"""

# %% train_from
def train_from(model, layer_name):
    model.trainable = True
    for layer in model.layers:
        if layer.name == layer_name:
            break
        layer.trainable = False

# %% two_steps
def two_steps(model, images, labels):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)

    model.trainable = True
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model
