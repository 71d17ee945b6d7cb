# about: a small class that collects the layers, weights assigned at the end
class Converter:
    def __init__(self, model):
        self.image = keras.Input((None, None, 3), name="any_size")
        self.x = self.image
        self.window = None
        self.todo = []
        for layer in model.layers:
            self.take(layer)
        self.model = keras.Model(self.image, self.x)
        for convolution, dense in self.todo:
            values = dense.get_weights()
            values[0] = np.reshape(values[0], convolution.kernel.shape)
            convolution.set_weights(values)

    def take(self, layer):
        match type(layer).__name__:
            case "InputLayer":
                pass
            case "Flatten":
                self.window = tuple(layer.input.shape[1:3])
            case "Dense":
                convolution = keras.layers.Convolution2D(
                    filters=layer.units, kernel_size=self.window,
                    activation=layer.activation, use_bias=layer.use_bias,
                )
                self.x = convolution(self.x)
                self.todo.append((convolution, layer))
                self.window = (1, 1)
            case _:
                copy = layer.__class__.from_config(layer.get_config())
                self.x = copy(self.x)
                copy.set_weights(layer.get_weights())


def to_convolutions(model):
    return Converter(model).model
