"""Make tlkit/README.md, the list of every public name, from the docstrings: `make readme`.

    python tests/tlkit/support/readme.py

The names are those of `tlkit/__init__.pyi`, by wing; line and example are those of each docstring.
Nothing of tlkit is imported, so that this takes no time.
"""

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "tlkit"
README = PACKAGE / "README.md"
WINGS = (
    "cases",
    "data",
    "models",
    "features",
    "training",
    "plots",
    "widgets",
    "experiments",
    "core",
)
BEYOND = {  # public names that no lesson uses, and what they are for
    "grad_cam": "explains any classifier, where `class_map` needs one that can slide",
    "layerwise_rates": "gives `model.compile` the rates that a `Stage` takes by itself",
    "load_shifted": "makes the images of the strategy map, from similar to different",
    "show_strategy_map": "draws the strategy map without the explorer",
}
INTRODUCTION = """\
# tlkit: every public name

<!-- Made from the docstrings by `make readme`; do not edit. -->

`import tlkit` makes all of these names available; a module is imported when one of its names is
first used. Images are arrays (n, height, width, 3) of raw pixels from 0 to 255, and every network
takes them so. A layer is given as an index (negative from the end), a name, or the layer itself.
Each docstring says more: arguments, shapes, errors, and where a method comes from.

Imports run one way between the wings: `widgets → plots → experiments → cases →
{features, training} → models → {core, data}`. To add a public name, write it in its wing and name
it in `__init__.pyi`; another explorer is a module in `widgets`, another embedded network an
entry in `models/embedded.py`.
"""


def public_names() -> dict[str, str]:
    """Each public name and its module, as the stub has them."""
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text())
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or alias.name for node in imports for alias in node.names}


def readme() -> str:
    """The text of the README."""
    names = public_names()
    parts = [INTRODUCTION]
    for wing in WINGS:
        parts.append(f"## {wing}\n\n{first_line(module(wing))}\n")
        parts += (
            entry(name, path)
            for name, path in names.items()
            if path.partition(".")[0] == wing and name not in BEYOND
        )
    parts.append("## checks\n\n" + first_line(module("checks")) + " See `help(tlkit.checks)`.\n")
    parts.append("## Beyond the course\n\nNo lesson uses these.\n")
    parts += (entry(name, names[name], f"It {use}.") for name, use in BEYOND.items())
    return "\n".join(parts)


def module(path: str) -> ast.Module:
    """The syntax tree of a module or wing of tlkit."""
    file = PACKAGE / path.replace(".", "/")
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    return ast.parse(file.read_text())


def entry(name: str, path: str, use: str = "") -> str:
    """A public name: how it is called, what one gets, and an example."""
    definition = next(
        node
        for node in reversed(module(path).body)  # the last of overloads is the function itself
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )
    lines = [f"### `{name}{signature(definition)}`", "", f"{first_line(definition)} {use}".strip()]
    if code := example(ast.get_docstring(definition) or ""):
        lines += ["", "```python", code, "```"]
    return "\n".join([*lines, ""])


def signature(definition: ast.FunctionDef | ast.ClassDef) -> str:
    """The names of the arguments; what may be left out in square brackets."""
    if isinstance(definition, ast.ClassDef):
        fields = [node for node in definition.body if isinstance(node, ast.AnnAssign)]
        return bracketed([(ast.unparse(field.target), field.value is None) for field in fields])
    arguments = definition.args
    positional = [argument.arg for argument in arguments.args]
    required = len(positional) - len(arguments.defaults)
    pairs = [(name, i < required) for i, name in enumerate(positional)]
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    pairs += [(keyword.arg, default is None) for keyword, default in keywords]
    if arguments.kwarg:
        pairs.append((f"**{arguments.kwarg.arg}", False))
    return bracketed(pairs)


def bracketed(arguments: list[tuple[str, bool]]) -> str:
    """Argument names, required ones first."""
    required = ", ".join(name for name, needed in arguments if needed)
    optional = ", ".join(name for name, needed in arguments if not needed)
    if not optional:
        return f"({required})"
    return f"({required}[, {optional}])" if required else f"([{optional}])"


def first_line(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> str:
    """The first paragraph of a docstring."""
    return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())


def example(docstring: str) -> str:
    """The first indented block of a docstring before its arguments, or its first doctest."""
    before = re.split(r"^(?:Args|Raises|Returns|Warns|Columns):", docstring, flags=re.MULTILINE)[0]
    return next(blocks(before), "")


def blocks(text: str) -> Iterator[str]:
    """The examples in a text: paragraphs that are indented, or begin with a prompt."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(("    ", ">>> ")):
            yield textwrap.dedent(paragraph).rstrip()


if __name__ == "__main__":
    README.write_text(readme())
