"""Class maps: the scores of the classes at every position of an image.

scores, geometry = tlkit.class_map(model, images)      # (n, rows, columns, classes)
tlkit.show_class_map(images[0], tlkit.grad_cam(model, images[:1], [3]), {"cat": 0})
"""

from collections.abc import Sequence
from typing import NamedTuple

import keras
import numpy as np

from tlkit.core.activations import before_activation
from tlkit.core.gradients import with_gradients
from tlkit.core.graph import input_of, output_of
from tlkit.core.images import check_images
from tlkit.core.inference import run_once
from tlkit.core.layers import check_flat, find_layer
from tlkit.core.receptive_field import Geometry, map_geometry
from tlkit.core.types import LayerRef, Tensor
from tlkit.models.fully_convolutional import classifier_everywhere
from tlkit.models.heads import classifier_start


class ClassMap(NamedTuple):
    """Class scores at every position of a batch of images (a class activation map).

    `scores` is (n, rows, columns, classes), float32; `geometry` says where on the images, in
    pixels, a row and a column look: see `stride`, `receptive_field` and `offset` there.
    """

    scores: np.ndarray
    geometry: Geometry


def class_map(model: keras.Model, images: np.ndarray) -> ClassMap:
    """Return the scores of each class at every position of the images, and where it looks.

    The dense layers stand at every position of the last feature maps, without gradients. With
    global average pooling and a single dense layer, the mean of the scores over the positions is
    the model's logits: the class activation map of Zhou et al. 2016 (arXiv:1512.04150). With a
    hidden layer it is another number, since the mean does not commute with the ReLU. A classifier
    that begins with Flatten looks at a window of its own size at every position.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3, strides=2)(image)
        >>> classes = keras.layers.Dense(2)(keras.layers.GlobalAveragePooling2D()(maps))
        >>> found = class_map(keras.Model(image, classes), np.zeros((1, 10, 12, 3)))
        >>> found.scores.shape, found.geometry.stride, found.geometry.offset
        ((1, 4, 5, 2), (2, 2), (1.0, 1.0))

    Args:
        model: a flat classifier, as for `to_fully_convolutional`; one that pools may also take
            images of any size.
        images: (n, height, width, 3), raw pixels from 0 to 255, of any size that is large enough.

    Raises:
        ValueError: as `to_fully_convolutional`, or images of the wrong shape, range or size.
    """
    check_images(images)
    everywhere = classifier_everywhere(model)
    geometry = map_geometry(everywhere, np.shape(images)[1:3])
    return ClassMap(run_once(everywhere, images), geometry)


def grad_cam(
    model: keras.Model, images: np.ndarray, classes: Sequence[int], layer: LayerRef | None = None
) -> ClassMap:
    """Return class scores at every position of the images, by gradients (Grad-CAM).

    The maps of a layer are summed, each weighed by the mean gradient of the class's score (before
    the softmax) over its positions; what is below 0 counts as 0. So it works for any classifier
    and any layer. With global average pooling and a single dense layer it is the class map
    without the bias, up to scale.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3, strides=2)(image)
        >>> classes = keras.layers.Dense(3)(keras.layers.Flatten()(maps))
        >>> model = keras.Model(image, classes)
        >>> grad_cam(model, np.zeros((2, 8, 8, 3)), classes=[0, 2]).scores.shape
        (2, 3, 3, 2)

    Args:
        model: a flat classifier.
        images: (n, height, width, 3), raw pixels from 0 to 255, as the model takes them; a few.
        classes: the classes to explain; the last axis of the scores follows their order.
        layer: an index, a name or a layer that gives feature maps; by default those that the
            classifier reads.

    Raises:
        ValueError: images of the wrong shape or range, no such class or layer, or a layer whose
            maps are not all that the classifier reads, as on one of several branches.

    Source: Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391
    """
    check_flat(model)
    check_images(images, model)

    start = model.layers[classifier_start(model)]
    if layer is None:
        features = input_of(model, start)
    else:
        features = output_of(model, model.layers[find_layer(model, layer)])
    scores = before_activation(model, model.layers[-1])
    _check_explained(model, features, scores, classes)

    body = keras.Model(model.inputs[0], features, name=model.name)
    try:
        rest = keras.Model(features, scores)
    except ValueError as error:
        raise ValueError(
            f"the classifier of {model.name} reads more than the maps of layer {layer!r}; choose "
            "the end of a block, see tlkit.layer_table(model)"
        ) from error

    geometry = map_geometry(body, np.shape(images)[1:3])
    maps = run_once(body, images)

    # The gradient of one class's score, for all images at once: images do not interact.
    explain = with_gradients(lambda x, one: keras.ops.sum(rest(x, training=False) * one, axis=-1))
    one_hot = np.eye(scores.shape[-1], dtype=maps.dtype)
    gradients = [keras.ops.convert_to_numpy(explain(maps, one_hot[c])[1]) for c in classes]
    weighed = [(maps * g.mean(axis=(1, 2), keepdims=True)).sum(axis=-1) for g in gradients]
    return ClassMap(np.maximum(np.stack(weighed, axis=-1), 0), geometry)


def _check_explained(
    model: keras.Model, features: Tensor, scores: Tensor, classes: Sequence[int]
) -> None:
    if len(features.shape) != 4:
        raise ValueError(
            f"the layer gives {features.shape}, which are not feature maps; choose one before "
            "pooling or Flatten, or leave layer out"
        )
    count = scores.shape[-1]
    if not len(classes) or not all(c in range(count) for c in classes):
        raise ValueError(
            f"classes is {classes!r}, but {model.name} has {count} classes (0 to {count - 1}); "
            "name one or more"
        )
