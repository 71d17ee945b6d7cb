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
from collections.abc import Iterator
from contextlib import contextmanager


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


def import_keras() -> None:
    """Import Keras and its backend quietly; later errors show as ever."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("NVIDIA_TF32_OVERRIDE", "0")  # read by cuBLAS and cuDNN
    os.environ.setdefault("JAX_DEFAULT_MATMUL_PRECISION", "highest")
    if "keras" not in sys.modules:
        with quiet_stderr():
            import keras  # noqa: F401
    logging.getLogger("tensorflow").setLevel(logging.ERROR)  # which TensorFlow sets on import
