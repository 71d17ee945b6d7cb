"""The types that signatures of tlkit share.

Keras ships no type information, so that a checker sees no more of its classes than their names;
an editor shows them.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import keras
import numpy as np

LayerRef: TypeAlias = int | str | keras.Layer
"""A layer of a model: its index (negative from the end), its name, or the layer itself."""

CutRef: TypeAlias = int | float | str | keras.Layer
"""A place to cut a model: an index, a layer or block by name, a layer, or a share of the layers."""

Labels: TypeAlias = np.ndarray | Sequence[int]
"""The class of each image, (n,)."""

Labelled: TypeAlias = tuple[np.ndarray, Labels]
"""Images (n, height, width, 3), and the label of each."""

Batch: TypeAlias = np.ndarray | tuple[np.ndarray, ...]
"""Images, or images with labels and what else belongs to each."""

ImageSource: TypeAlias = np.ndarray | Iterable[Batch]
"""Images as one array, or batch by batch: a `keras.utils.PyDataset`, a dataset, any iterable."""

CacheFolder: TypeAlias = bool | str | Path
"""Whether to keep arrays on disk, or the folder to keep them in."""

OptimizerRef: TypeAlias = str | keras.Optimizer
LossRef: TypeAlias = str | keras.Loss | Callable[..., Any]
MetricRef: TypeAlias = str | keras.Metric | Callable[..., Any]
Verbose: TypeAlias = int | str
"""As in `model.fit`: "auto", 0, 1 or 2."""

Tensor: TypeAlias = Any
"""A tensor of whichever backend Keras runs on, or a symbolic one: they have no common class."""

Node: TypeAlias = Any
"""A call of a layer or operation in the graph of a model: a class that Keras does not export."""
