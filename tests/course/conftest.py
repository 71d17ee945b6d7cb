"""Lets the tests of the course import `samples` from beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
