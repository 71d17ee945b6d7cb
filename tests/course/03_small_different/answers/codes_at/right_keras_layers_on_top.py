# about: a pooling layer of Keras is put on top of the cut network
def codes_at(backbone, layer, images, pooling="avg"):
    from keras.layers import Flatten, GlobalAveragePooling2D, GlobalMaxPooling2D
    pool = {"avg": GlobalAveragePooling2D, "max": GlobalMaxPooling2D, "flat": Flatten}[pooling]()
    part = cut_at(backbone, layer)
    return keras.Model(part.input, pool(part.output)).predict(images, verbose=0)
