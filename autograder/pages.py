"""What the HTML pages share: templates that escape, Markdown without HTML, coloured code.

A page is one file that opens offline; nothing in it is executable, and nothing is loaded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import mistune
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_CODE = re.compile(r"`([^`]+)`")
_FORMATTER = HtmlFormatter(nowrap=True)
_STYLES = {"light": "xcode", "dark": "github-dark"}  # their letters all stand out enough to read


class _Renderer(mistune.HTMLRenderer):
    """Markdown without HTML, pictures from elsewhere, or headings, which are the page's own."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return mistune.escape(f"[picture: {text or url}]")

    def heading(self, text: str, level: int, **attributes: object) -> str:
        return f"<p><strong>{text}</strong></p>\n"


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])


@cache
def template(name: str) -> Template:
    """A template of `autograder/templates`; what is put into it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words_html
    environment.filters["points"] = lambda points: f"{points:g}"
    environment.globals["code_style"] = _code_style()
    return environment.get_template(name)


def code_html(source: str) -> Markup:
    """Python code in colour, for a `<pre class="code">`."""
    return Markup(highlight(source, PythonLexer(), _FORMATTER) if source else "")


def words_html(text: str) -> Markup:
    """A heading's words, with code as code.

    >>> print(words_html("What `fit` < does"))
    What <code>fit</code> &lt; does
    """
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def markdown_html(text: str) -> Markup:
    """Markdown as HTML that can do nothing.

    >>> print(markdown_html("*so* <script>"))
    <p><em>so</em> &lt;script&gt;</p>
    """
    return Markup(_markdown(text))


def _code_style() -> Markup:
    rules = {
        theme: "\n".join(HtmlFormatter(style=style).get_token_style_defs(".code"))
        for theme, style in _STYLES.items()
    }
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{rules['dark']}\n}}"
    return Markup(f"{rules['light']}\n{dark}")
