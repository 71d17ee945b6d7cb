"""XLA, which Keras compiles models with unasked, where it costs more than it gives."""

import keras


def without_xla(model: keras.Model) -> keras.Model:
    """Have Keras run the model without XLA where TensorFlow has only a CPU, and return it.

    There TensorFlow's own convolutions are two to five times as fast as XLA's, and wait for no
    compiling; `python tests/benchmarks/xla.py` measures it. Models built on these layers follow;
    clones and models read from a file do not. `compile(jit_compile=True)` still has its way.

        >>> image = keras.Input((8, 8, 3))
        >>> model = without_xla(keras.Model(image, keras.layers.Conv2D(2, 3)(image)))
    """
    if keras.backend.backend() == "tensorflow" and not keras.distribution.list_devices("gpu"):
        for layer in model.layers:
            layer.supports_jit = False
    return model
