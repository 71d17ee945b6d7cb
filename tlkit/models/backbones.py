"""Pretrained networks of Keras Applications, each with its own preprocessing inside.

A backbone is an ordinary flat `keras.Model` that takes raw pixels from 0 to 255. The published
preprocessing stands between its input and its first layer, as operations rather than as a layer:
images cannot be scaled twice or not at all, and `model.layers` keeps the published numbering.
"""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import keras

from tlkit.models.catalogue import network_names, networks, weights_folder
from tlkit.models.embedded import EMBEDDED, weights_file

if TYPE_CHECKING:
    import pandas as pd


def load_backbone(
    name: str = "MobileNet",
    *,
    weights: str | Path | None = "embedded",
    input_shape: tuple[int | None, int | None, int] | None = None,
    include_top: bool = False,
    **options: object,
) -> keras.Model:
    """Return a network of Keras Applications that takes raw pixels.

        >>> backbone = load_backbone("MobileNet", weights=None, alpha=0.25)
        >>> backbone.input_shape, backbone.output_shape
        ((None, 224, 224, 3), (None, 7, 7, 256))

    Args:
        name: its name in `keras.applications`, such as "MobileNet" or "InceptionV3".
        weights: "embedded" (ships with tlkit, nothing is downloaded), "imagenet" (downloaded
            once by Keras), the path of a weights file, or None for random weights.
        input_shape: (height, width, 3); height and width may be None. By default the size that
            the weights were trained at.
        include_top: whether to keep the pretrained classifier; without it the network ends at
            its last feature map.
        **options: passed to Keras, such as `alpha=0.25`.

    Raises:
        ValueError: no such network, no embedded weights for it, or an option it does not have.
        FileNotFoundError: there is no weights file at the path.
        OSError: the ImageNet weights are not on this machine and cannot be downloaded; the
            message names the file and where it goes.

    Source: https://keras.io/api/applications/
    """
    builder, module = _application(name)
    path = _weights_path(name, weights, include_top)
    if weights == "embedded":
        options = EMBEDDED[name].options | options
        input_shape = input_shape or EMBEDDED[name].input_shape
    input_shape = input_shape or (_size(name),) * 2 + (3,)
    image = keras.Input(input_shape, name="image")
    # Keras fetches the ImageNet weights; those of a file are loaded afterwards.
    fetched = None if isinstance(path, Path) else path
    options |= {"include_top": include_top, "weights": fetched}
    _check_options(name, builder, options)
    try:
        model = builder(
            input_shape=input_shape, input_tensor=module.preprocess_input(image), **options
        )
    except Exception as error:
        raise _explained(name, path, include_top, error) from error
    if isinstance(path, Path):
        model.load_weights(path)
    return keras.Model(image, model.output, name=model.name)  # its input a tensor, not a list


def backbone_table() -> "pd.DataFrame":
    """Return what there is to load: a row for each network of Keras Applications.

        >>> table = backbone_table()
        >>> table.loc[("MobileNet", "alpha=0.25"), ["size", "layers", "parameters"]].tolist()
        [224, 86, 218544]

    The index is the name and, where weights were published for several, the option of
    `load_backbone`. Columns: the side of the images that the weights were trained on, in
    pixels; layers, parameters and megabytes without the classifier; the ImageNet weights that
    are on this machine ("" where there are none); and the file that Keras looks for.

    Source: https://keras.io/api/applications/
    """
    import pandas as pd

    table = pd.DataFrame(networks())
    table["options"] = [", ".join(f"{k}={v}" for k, v in x.items()) for x in table["options"]]
    table["megabytes"] = (table["parameters"] * 4 / 1e6).round(1)  # float32
    files = table.pop("files")
    table["on this machine"] = [_found(*pair) for pair in files]
    table["file"] = files.str[1]
    return table.set_index(["name", "options"])


def _application(name: str) -> tuple[Callable[..., keras.Model], ModuleType]:
    """The builder of a network and the module that holds its `preprocess_input`."""
    builder = getattr(keras.applications, name, None)
    if not inspect.isfunction(builder):
        known = ", ".join(network_names())
        raise ValueError(f"{name!r} is not in keras.applications; it has {known}")
    return builder, getattr(keras.applications, builder.__module__.rpartition(".")[2])


def _weights_path(name: str, weights: str | Path | None, include_top: bool) -> Path | str | None:
    """The file to load, "imagenet" where Keras fetches it, or None."""
    if weights is None or weights == "imagenet":
        return weights
    if weights != "embedded":
        path = Path(weights)
        if not path.exists():
            raise FileNotFoundError(
                f'no weights file at {path}; weights may be "embedded", "imagenet", a path or None'
            )
        return path
    if name not in EMBEDDED or include_top:
        part = "the classifier of " if include_top and name in EMBEDDED else ""
        known = [other for other in EMBEDDED if hasattr(keras.applications, other)]
        raise ValueError(
            f"no embedded weights for {part}{name}; embedded: {', '.join(known)} without its "
            'top. Use weights="imagenet", a path or None'
        )
    return weights_file(name)


def _check_options(
    name: str, builder: Callable[..., keras.Model], options: dict[str, object]
) -> None:
    known = inspect.signature(builder).parameters
    if unknown := sorted(set(options) - set(known)):
        raise ValueError(f"{name} has no option {unknown[0]!r}; it has {', '.join(known)}")


def _found(with_top: str, without: str) -> str:
    files = {"without top": without, "with top": with_top}
    return ", ".join(word for word, file in files.items() if (weights_folder() / file).exists())


def _size(name: str) -> int:
    return next((row["size"] for row in networks() if row["name"] == name), 224)


def _explained(
    name: str, path: Path | str | None, include_top: bool, error: Exception
) -> Exception:
    if path != "imagenet" or "URL fetch failure" not in str(error):
        return ValueError(f"keras.applications.{name}: {error}")
    url = re.search(r"https?://\S+?(?=:? )", f"{error} ")
    rows = [row for row in networks() if row["name"] == name]
    file = url[0].rpartition("/")[2] if url else "the weights"
    if len(rows) == 1:  # where there are several, Keras's names are those of the addresses
        file = rows[0]["files"][0 if include_top else 1]
    return OSError(
        f"the ImageNet weights of {name} are not on this machine and could not be downloaded "
        f"({error}). Connect once; or put {file}, from another machine, into "
        f'{weights_folder()}; or use weights="embedded", which needs no download. '
        "tlkit.backbone_table() says which weights are here"
    )
