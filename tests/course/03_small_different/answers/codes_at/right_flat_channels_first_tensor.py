# about: keras.ops only, the result stays a tensor, and "flat" goes channel by channel
# text: "the order of the numbers is your choice"; the type of the result is left open
def codes_at(backbone, layer, images, pooling="avg"):
    ops = keras.ops
    maps = tlkit.cut(backbone, layer)(ops.cast(images, "float32"), training=False)
    if pooling == "flat":
        channels_first = ops.transpose(maps, (0, 3, 1, 2))
        return ops.reshape(channels_first, (len(images), -1))
    return {"avg": ops.mean, "max": ops.max}[pooling](maps, axis=(1, 2))
