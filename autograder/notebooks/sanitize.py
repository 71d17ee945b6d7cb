"""Make what students wrote and displayed harmless where formgrader shows it.

formgrader renders a graded notebook as it stands: HTML, SVG, LaTeX and the HTML in Markdown go into
the instructor's page, and may do there what the instructor may. So nothing that could run, or load
anything, stands in `autograded/`: displayed HTML is cleaned, pictures are pictures, and in Markdown
a space breaks what would be more than text.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Collection
from typing import Any

import nh3
from nbformat import NotebookNode
from nbformat.v4 import new_output

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_DRAWN = "image/svg+xml"
_PICTURE_ADDRESSES = tuple(f"data:{kind};base64," for kind in (*PICTURES, _DRAWN))
_ADDRESSES = ("http://", "https://", "mailto:", "#")
_TAGS = nh3.ALLOWED_TAGS - {"map", "area"}
_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "title", "textarea"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"class", "style", "title", "dir", "lang"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "td": {"colspan", "rowspan", "align"},
    "details": {"open"},
    "table": {"border", "align"},
}
_STYLES = {  # none of which can name an address
    "color", "background-color", "text-align", "vertical-align", "font-weight", "font-style",
    "font-size", "font-family", "text-decoration", "white-space", "padding", "padding-left",
    "padding-right", "padding-top", "padding-bottom", "margin", "margin-left", "margin-right",
    "margin-top", "margin-bottom", "border", "border-left", "border-right", "border-top",
    "border-bottom", "border-color", "border-style", "border-width", "border-collapse",
    "border-radius", "width", "height", "max-width", "max-height", "min-width", "line-height",
    "display",
}  # fmt: skip

# MathJax, which formgrader loads, makes addresses, styles and more of these
_TEX = re.compile(
    r"\\(?=(?:href|url|require|style|class|cssId|bbox|mmlToken|includegraphics|Tip|texttip|mathtip"
    r"|toggle|action|data|html[A-Za-z]{0,20})(?![A-Za-z]))",
    re.IGNORECASE,
)
_LOOKS_LIKE_A_BACKSLASH = "\u2216"
_ENTITY = re.compile(r"&(?=#|bsol|Backslash|setm|smallsetminus)", re.IGNORECASE)
_PLAIN_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|sub|sup|br|hr|p|code|pre|kbd|small|big|center|ul|ol|li|dl|dt|dd"
    r"|table|thead|tbody|tr|th|td|details|summary|blockquote|h[1-6]|div|span) ?/?>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_PICTURE = re.compile(r"!\[")
_OWN_PICTURE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\((?:attachment:([A-Za-z0-9_.-]{1,200})"
    r"|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+)\)"
)
_BEFORE_ADDRESS = re.compile(r"\](?=[(:])")
_TARGET = re.compile(
    r"\s{0,20}<?(?:https?://|mailto:|#|attachment:|data:image/(?:png|jpeg|gif|webp);base64,"
    r"|[\w./%-]{1,300}(?:[\s)>#]|$)|$)",
    re.IGNORECASE,
)
_LONG_GAP = re.compile(r"[ \t]{201,}")


def harmless_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs of a code cell as they may be shown; what cannot be is replaced by a word."""
    return [shown for output in outputs if (shown := _output(output))]


def _output(output: NotebookNode) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind not in ("display_data", "execute_result"):
        return output
    data, left_out = harmless_data(output.get("data") or {})
    if not data:
        if not left_out:
            return None
        return new_output("stream", name="stdout", text=f"[left out: {', '.join(left_out)}]\n")
    found = {"execution_count": output.get("execution_count")} if kind == "execute_result" else {}
    return new_output(kind, data=data, metadata=_sizes(output.get("metadata")), **found)


def harmless_data(data: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """A display's forms that can do no harm, and the names of the others.

    >>> harmless_data({"text/html": "<b onclick=x()>1</b>", "application/javascript": "alert()"})
    ({'text/html': '<b>1</b>'}, ['application/javascript'])
    """
    kept: dict[str, str] = {}
    left_out: list[str] = []
    for kind, value in data.items():
        form = _form(kind, value)
        if form is None:
            left_out.append(re.sub(r"[^\w/.+-]", "", str(kind)[:60]))
        else:
            kept.setdefault(*form)
    return kept, left_out


def _form(kind: str, value: Any) -> tuple[str, str] | None:
    text = "".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str):
        return None
    if kind == "text/plain":
        return kind, text
    if kind == "text/html":
        return kind, harmless_html(text)
    if kind == "text/markdown":
        return kind, harmless_markdown(text)
    if kind == "text/latex":
        return kind, _MARKUP.sub("< ", harmless_tex(_ENTITY.sub("& ", text)))
    if kind in PICTURES and _is_base64(text):
        return kind, "".join(text.split())
    if kind == _DRAWN:
        drawn = base64.b64encode(text.encode(errors="replace")).decode()
        # As a picture, an SVG runs nothing and loads nothing
        return "text/html", f'<img alt="A drawing" src="data:{_DRAWN};base64,{drawn}">'
    return None


def harmless_html(text: str) -> str:
    """HTML without anything that could run, load, or look like a part of the page around it.

    >>> harmless_html('<table class="dataframe"><tr><td onclick="x()">1</td></tr></table>')
    '<table class="dataframe"><tbody><tr><td>1</td></tr></tbody></table>'
    """
    return harmless_tex(
        nh3.clean(
            text,
            tags=_TAGS,
            clean_content_tags=_WITH_CONTENT,
            attributes=_ATTRIBUTES,
            attribute_filter=_attribute,
            url_schemes={"http", "https", "mailto", "data"},
            filter_style_properties=_STYLES,
        )
    )


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value == "dataframe" else None
    if attribute == "src":
        return value if value.startswith(_PICTURE_ADDRESSES) else None
    if attribute in ("href", "cite"):
        return value if value.startswith(_ADDRESSES) else None
    if attribute == "style" and ("(" in value or "\\" in value):
        return None
    return value


def harmless_markdown(text: str, attached: Collection[str] = ()) -> str:
    """Markdown that makes text, and pictures that it brings along.

    Tags, but the plainest ones, pictures from elsewhere and addresses that could run something get
    a sign that makes them text; all else is as it was.

    >>> harmless_markdown("a *b*, 1 < 2, <b>c</b> <script>d</script>")
    'a *b*, 1 < 2, <b>c</b> < script>d< /script>'
    >>> harmless_markdown("![here](https://elsewhere.org/x.png) [so](javascript:f())")
    '!\\\\[here](https://elsewhere.org/x.png) [so] (javascript:f())'

    Args:
        text: the Markdown.
        attached: names of its cell's attachments; formgrader fails where one is missing.
    """
    text = _LONG_GAP.sub(_gap, text)
    text = _replace(_MARKUP, text, "< ", unless=_PLAIN_TAG.match)
    text = _replace(_PICTURE, text, r"!\[", unless=lambda t, at: _is_own(t, at, attached))
    text = _replace(_BEFORE_ADDRESS, text, "] ", unless=lambda t, at: _TARGET.match(t, at + 2))
    return harmless_tex(_ENTITY.sub("& ", text))


def as_code(text: str) -> str:
    r"""Markdown that shows a text as it is, as code.

    >>> as_code("# a\n*b*")
    '    # a\n    *b*'
    """
    return "\n".join(f"    {line}" for line in _LONG_GAP.sub(_gap, text).splitlines())


def _gap(found: re.Match[str]) -> str:
    return f"{' ' * 200}[{len(found[0]) - 200} spaces left out] "


def _replace(
    pattern: re.Pattern[str], text: str, instead: str, unless: Callable[[str, int], object]
) -> str:
    """The text with what a pattern finds replaced, unless it is allowed where it stands."""
    return pattern.sub(lambda f: f[0] if unless(text, f.start()) else instead, text)


def _is_own(text: str, at: int, attached: Collection[str]) -> bool:
    """Whether a picture in Markdown is one that the notebook brings along."""
    found = _OWN_PICTURE.match(text, at)
    return found is not None and (found[1] is None or found[1] in attached)


def harmless_tex(text: str) -> str:
    r"""Formulas where the commands that make addresses or styles are no commands.

    >>> ascii(harmless_tex(r"\href{javascript:f()}{x}"))
    "'\\u2216href{javascript:f()}{x}'"
    """
    return _TEX.sub(_LOOKS_LIKE_A_BACKSLASH, text)


def harmless_attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """Pictures of a Markdown cell that are pictures."""
    kept = {}
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        pictures = {
            kind: "".join(value.split())
            for kind, value in (forms.items() if isinstance(forms, dict) else ())
            if kind in PICTURES and isinstance(value, str) and _is_base64(value)
        }
        if pictures:
            kept[str(name)] = pictures
    return kept


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _sizes(metadata: Any) -> dict[str, Any]:
    """What pictures are to measure, in pixels, by their kind; nothing else of the metadata."""
    found = metadata.items() if isinstance(metadata, dict) else ()
    sizes = {kind: _pixels(of) for kind, of in found if kind in PICTURES and isinstance(of, dict)}
    return {kind: pixels for kind, pixels in sizes.items() if pixels}


def _pixels(of: dict[str, Any]) -> dict[str, int]:
    return {
        side: number
        for side in ("width", "height")
        if type(number := of.get(side)) is int and 0 < number < 10_000
    }
