"""Which of Keras's configurations may be built here: an allow-list, and bounds on every number.

A configuration comes from a process that runs a student's code. Whatever is not named here is
refused: what calls functions (`Lambda`, `Cond`, `Map`, ...), what reads files (`TFSMLayer`, the
layers with vocabularies), and whatever Keras may add.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import Any

DEEPEST = 60
MOST_PARTS = 20_000  # dictionaries and lists in one configuration
MOST_NUMBERS = 100_000_000  # in one array that a shape describes: 400 MB of float32
LARGEST = 10_000_000  # of units, filters, sizes and the like
LARGEST_RANK = 32
_OPERATIONS = {  # modules whose operations compute numbers from numbers
    f"keras.src.ops.{name}" for name in ("einops", "image", "linalg", "math", "nn", "numpy")
}  # fmt: skip
_CALLS_FUNCTIONS = {"JVP"}  # of these modules
_CLASSES = {
    "keras": """DTypePolicy FloatDTypePolicy""",
    "keras.layers": """
        Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D
        AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add
        AdditiveAttention AlphaDropout Attention AugMix AutoContrast Average AveragePooling1D
        AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding
        CenterCrop Concatenate ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose
        Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Cropping1D
        Cropping2D Cropping3D CutMix Dense DepthwiseConv1D DepthwiseConv2D Discretization Dot
        Dropout ELU EinsumDense Embedding Equalization Flatten GRU GRUCell GaussianDropout
        GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
        GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization
        GroupQueryAttention HashedCrossing Hashing Identity InputLayer LSTM LSTMCell
        LayerNormalization LeakyReLU Masking MaxNumBoundingBoxes MaxPooling1D MaxPooling2D
        MaxPooling3D Maximum MelSpectrogram Minimum MixUp MultiHeadAttention Multiply Normalization
        PReLU Permute Pipeline RMSNormalization RNN RandAugment RandomBrightness
        RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform
        RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert
        RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness
        RandomShear RandomTranslation RandomZoom ReLU RepeatVector Rescaling Reshape Resizing
        ReversibleEmbedding STFTSpectrogram SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell
        Softmax Solarization SpatialDropout1D SpatialDropout2D SpatialDropout3D
        SpectralNormalization StackedRNNCells Subtract TimeDistributed UnitNormalization
        UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D
    """,
    "keras.src.applications.convnext": "LayerScale StochasticDepth",
    "keras.src.applications.inception_resnet_v2": "CustomScaleLayer",
    "keras.src.ops.core": """
        Cast ConvertToTensor SaturateCast Scatter ScatterUpdate Slice SliceUpdate StopGradient
        Unstack
    """,
    "keras.src.activations.activations": "Mish ReLU",
    "keras.initializers": """
        Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity LecunNormal LecunUniform
        Ones Orthogonal RandomNormal RandomUniform STFT TruncatedNormal VarianceScaling Zeros
    """,
    "keras.regularizers": "L1 L1L2 L2 OrthogonalRegularizer",
    "keras.constraints": "MaxNorm MinMaxNorm NonNeg UnitNorm",
    "keras.dtype_policies": "DTypePolicyMap",
    "keras.optimizers": """
        Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion LossScaleOptimizer Muon Nadam
        RMSprop SGD ScheduleFreeAdamW
    """,
    "keras.optimizers.schedules": """
        CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay PiecewiseConstantDecay
        PolynomialDecay
    """,
    "keras.losses": """
        BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy
        CategoricalFocalCrossentropy CategoricalGeneralizedCrossEntropy CategoricalHinge Circle
        CosineSimilarity Dice Hinge Huber KLDivergence LogCosh MeanAbsoluteError
        MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson
        SparseCategoricalCrossentropy SquaredHinge Tversky
    """,
    "keras.metrics": """
        AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy
        CategoricalCrossentropy CategoricalHinge ConcordanceCorrelation CosineSimilarity F1Score
        FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence LogCoshError Mean
        MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanSquaredError
        MeanSquaredLogarithmicError OneHotIoU OneHotMeanIoU PearsonCorrelation Poisson Precision
        PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
        SensitivityAtSpecificity SparseCategoricalAccuracy SparseCategoricalCrossentropy
        SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
        TopKCategoricalAccuracy TrueNegatives TruePositives
    """,
}
_ALLOWED = {module: frozenset(names.split()) for module, names in _CLASSES.items()}
_VALUES = {"__bytes__", "__ellipsis__", "__numpy__", "__slice__", "__tensor__"}
_OURS = {"__keras_tensor__", "__layer__"}  # references, which `structure` resolves
_FREE = {"salt", "seed"}  # numbers of any size


class Refused(ValueError):
    """What another process describes may not be built here."""

    def __init__(self, what: str) -> None:
        super().__init__(f"cannot be sent: {what}")


def check(described: Any) -> None:
    """Raise `Refused` unless a configuration is plain data that names only classes allowed here.

    >>> check({"module": "keras.layers", "class_name": "Dense", "config": {"units": 3}})
    >>> check({"module": "os", "class_name": "system", "config": {}})
    Traceback (most recent call last):
    autograder.judging.configurations.Refused: cannot be sent: 'system' of 'os'
    >>> check({"module": "keras.layers", "class_name": "Dense", "config": {"units": 10**8}})
    Traceback (most recent call last):
    autograder...Refused: cannot be sent: units of 100000000, where at most 10000000 are allowed
    """
    if _check(described, "a number", 0) > MOST_PARTS:
        raise Refused(f"a configuration of more than {MOST_PARTS:,} parts")


def _check(part: Any, name: str, depth: int) -> int:
    """Check a part of a configuration, and count what it is made of."""
    if depth > DEEPEST:
        raise Refused(f"a configuration nested more than {DEEPEST} levels deep")
    if part is None or type(part) in (bool, float, str):
        return 0
    if type(part) is int:
        if abs(part) > LARGEST and name not in _FREE:
            raise Refused(f"{name} of {part}, where at most {LARGEST} are allowed")
        return 0
    if type(part) is dict:
        if "class_name" in part:
            _check_class(part)
        if any(type(key) is not str for key in part):
            raise Refused("a configuration with names that are no text")
        return 1 + sum(_check(value, key, depth + 1) for key, value in part.items())
    if type(part) in (list, tuple):
        if "shape" in name:
            _check_shape(part)
        return 1 + sum(_check(value, name, depth + 1) for value in part)
    raise Refused(f"{type(part).__name__} in a configuration")


def _check_class(described: Mapping[str, Any]) -> None:
    name, module = described["class_name"], described.get("module")
    if type(name) is not str:
        raise Refused(f"{str(name)[:100]!r} is no name of a class")
    if name in _VALUES or name in _OURS:
        return
    registered = described.get("registered_name")
    if name == "function":
        name = described.get("config")
        allowed = module in ("builtins", "keras.activations", "keras.ops") and is_activation(name)
    elif module in _OPERATIONS:
        allowed = name not in _CALLS_FUNCTIONS and _is_operation(module, name)
    else:
        allowed = name in _ALLOWED.get(str(module), ())
    if not allowed or registered not in (None, name):
        raise Refused(f"{name!r} of {module!r}")


def _check_shape(shape: list[Any] | tuple[Any, ...]) -> None:
    sides = [abs(side) for side in shape if type(side) is int]
    if len(shape) > LARGEST_RANK or math.prod(side or 1 for side in sides) > MOST_NUMBERS:
        raise Refused(
            f"a shape of {len(shape)} sides, {str(list(shape))[:100]}; it may hold "
            f"at most {MOST_NUMBERS:,} numbers"
        )


def is_activation(name: object) -> bool:
    """Whether a name is one of Keras's activation functions.

    >>> is_activation("relu"), is_activation("get"), is_activation(3)
    (True, False, False)
    """
    import keras

    if not isinstance(name, str) or name.startswith("_"):
        return False
    if name in ("deserialize", "get", "serialize"):
        return False
    return callable(getattr(keras.activations, name, None))


def _is_operation(module: str, name: object) -> bool:
    from keras import Operation

    found = getattr(sys.modules.get(module), str(name), None)
    return isinstance(found, type) and issubclass(found, Operation) and found.__module__ == module
