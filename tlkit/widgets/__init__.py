"""Explorers: pictures in a notebook that answer a slider. Each has a plain function beside it.

    tlkit.explore_freezing(case.backbone, case)    # in print: tlkit.show_layers

They are made of plain ipywidgets, for JupyterLab, Notebook 7, VS Code and Colab.
"""

from tlkit.widgets.freezing import explore_freezing

__all__ = ["explore_freezing"]
