# about: puts the backbone as one layer into a Sequential
# says: The backbone is a single layer of your model
def guitar_model(backbone, num_classes):
    return keras.Sequential([
        backbone,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1024, activation="relu"),
        keras.layers.Dense(num_classes, activation="softmax"),
    ])
