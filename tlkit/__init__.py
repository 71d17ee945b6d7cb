"""Transfer learning in Keras 3, one idea a module.

    import tlkit

    case = tlkit.load_case("small-similar")
    codes = tlkit.cnn_codes(case.backbone, case.train.images)
    classifier = tlkit.linear_classifier(codes, case.train.labels)

The public names stand in `__init__.pyi`, which editors read. A module is imported when one of its
names is first used; README.md beside this file shows them all.
"""

import difflib

import lazy_loader

from tlkit._keras import import_keras_quietly

import_keras_quietly()

_load, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    if name not in __all__:
        hint = f"it has {', '.join(__all__)}"
        if close := difflib.get_close_matches(name, __all__):
            hint = f"did you mean {' or '.join(close)}?"
        raise AttributeError(f"tlkit has no {name!r}; {hint}")
    return _load(name)
