# about: a class that holds the picture; float64, a print of the way
# text: the number type is free; printing is not forbidden
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    """Return the picture (height, width, 3) after `steps` steps uphill for one filter."""

    class Climber:
        def __init__(self):
            self.part = keras.Model(model.input, model.get_layer(layer_name).output)
            self.picture = np.array(image, dtype="float64")
            self.values = []
            self.f = with_gradients(self.height)

        def height(self, x):
            maps = self.part(x, training=False)
            return keras.ops.mean(maps[0, :, :, filter])

        def step(self):
            value, gradient = self.f(self.picture[np.newaxis].astype("float32"))
            self.values.append(float(value))
            gradient = np.asarray(gradient)[0].astype("float64")
            root_mean_square = np.sqrt(np.mean(np.square(gradient)))
            if root_mean_square == 0:
                return
            self.picture += gradient / root_mean_square * size
            self.picture[self.picture < 0] = 0
            self.picture[self.picture > 255] = 255

    climber = Climber()
    for _ in range(steps):
        climber.step()
    print("from", climber.values[:1], "to", climber.values[-1:])
    return climber.picture
