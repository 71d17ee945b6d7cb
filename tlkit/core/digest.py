"""Digests of models and images by content: equal digests mean equal codes.

A layer's digest covers its class, its settings, its weights and the digests of the layers that
feed it, up to the input. Names count for nothing: Keras numbers some of them anew for every model.
"""

import hashlib
import json
from typing import Any

import keras
import numpy as np

_CHUNK = 256  # images hashed at a time, so that a memory-mapped array stays on disk


def layer_digests(model: keras.Model) -> dict[str, str] | None:
    """Return a digest for every layer's output, by name.

        >>> image = keras.Input((8, 8, 3))
        >>> first = keras.Model(image, keras.layers.ReLU(6.0, name="clip")(image))
        >>> second = keras.Model(image, keras.layers.ReLU(6.0, name="cap")(image))
        >>> layer_digests(first)["clip"] == layer_digests(second)["cap"]
        True

    None if a layer is not Keras's own, or runs a function: what it does is not in its settings.
    """
    graph = keras.Model(model.inputs, model.outputs)  # a Sequential too shows its graph so
    if not all(_is_known(operation) for operation in graph.operations):
        return None
    weights = {layer.name: layer.weights for layer in graph.layers}
    digests: dict[str, str] = {}
    for entry in graph.get_config()["layers"]:  # from the input on
        name = entry["name"]
        settings = [entry["class_name"], entry["config"], entry["inbound_nodes"]]
        digest = hashlib.sha256(json.dumps(_nameless(settings, digests), default=repr).encode())
        for weight in weights.get(name, []):
            digest.update(np.ascontiguousarray(keras.ops.convert_to_numpy(weight)).data)
        digests[name] = digest.hexdigest()
    return digests


def images_digest(images: np.ndarray) -> str:
    """Return a digest of shape, type and every pixel.

    >>> images_digest(np.zeros((1, 2, 2, 3), "uint8"))[:8]
    '10e51d99'
    """
    digest = hashlib.sha256(f"{images.shape} {images.dtype.str}".encode())
    for start in range(0, len(images), _CHUNK):
        digest.update(np.ascontiguousarray(images[start : start + _CHUNK]).data)
    return digest.hexdigest()


def combined(*parts: str) -> str:
    """Return one digest for all parts, with the versions that the numbers depend on."""
    versions = (keras.__version__, keras.config.backend())
    return hashlib.sha256("\n".join((*parts, *versions)).encode()).hexdigest()


def _is_known(operation: keras.Operation) -> bool:
    own = type(operation).__module__.startswith("keras.")
    return own and not isinstance(operation, keras.layers.Lambda | keras.Model)


def _nameless(settings: Any, digests: dict[str, str]) -> Any:
    """Settings without names and `trainable`, and with digests for the layers they refer to."""
    if isinstance(settings, dict):
        anonymous = {k: _nameless(v, digests) for k, v in settings.items()}
        if "keras_history" in anonymous:
            name, *place = settings["keras_history"]
            anonymous["keras_history"] = [digests[name], *place]
        return {k: v for k, v in anonymous.items() if k not in ("name", "trainable")}
    if isinstance(settings, list | tuple):
        return [_nameless(item, digests) for item in settings]
    return settings
