"""Networks: load, cut, extend, freeze, and make them run on any size."""
