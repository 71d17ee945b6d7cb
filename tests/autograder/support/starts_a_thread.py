"""A module that should not be imported by a process that forks: it starts a thread."""

import threading
import time

from probing import execute

__all__ = ["execute"]

threading.Thread(target=time.sleep, args=[600], daemon=True).start()
