"""Import Keras without TensorFlow's start-up log and advice, and with all digits on a GPU.

TensorFlow writes some lines about the processor to file descriptor 2 before its own log level
counts, and in a notebook they look like an error. They are held back while Keras is imported,
and shown after all if the import fails. Building many small models, as a lesson does, makes
TensorFlow warn of retracing: that goes, too.

Since Ampere, GPUs round the factors of a float32 product to 10 bits (TF32) unless told not to.
What a notebook compares to four digits then differs: two ways to the same scores, say.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_NOISY = ("keras", "tensorflow")


def import_keras_quietly() -> None:
    """Let the first import of Keras or TensorFlow, whoever asks for it, be quiet."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("NVIDIA_TF32_OVERRIDE", "0")  # read by cuBLAS and cuDNN
    os.environ.setdefault("JAX_DEFAULT_MATMUL_PRECISION", "highest")
    if "tensorflow" in sys.modules:
        _log_errors_only()
    sys.meta_path.insert(0, _QuietFinder())


class _QuietFinder(MetaPathFinder):
    """Finds what the other finders find, to be executed quietly."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in _NOISY:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        specs = (finder.find_spec(name, path, target) for finder in others)
        spec = next(filter(None, specs), None)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_quietly(module: ModuleType) -> None:
            with quiet_stderr():
                execute(module)
            _log_errors_only()

        spec.loader.exec_module = execute_quietly  # type: ignore[method-assign]
        return spec


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Hold back what is written to file descriptor 2; print it if the block raises."""
    sys.stderr.flush()
    saved = os.dup(2)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(saved, held.read())
            raise
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _log_errors_only() -> None:
    """Lower TensorFlow's own logger, which it sets up while it is imported."""
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
