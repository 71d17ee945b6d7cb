"""What the HTML pages share: templates that escape, Markdown without HTML, coloured code.

A page is one file that opens offline; nothing in it is executable, and nothing is loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mistune
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.core.budget import MEGABYTE
from autograder.notebooks.messages import shorten

LONGEST_SOURCE = 20_000  # characters that a page shows of one cell
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


@dataclass
class Allowance:
    """What one page may still hold, and whether in colour; what is over is cut, with a word."""

    rich: bool = True
    text: int = 1_000_000  # characters
    pictures: int = 24 * MEGABYTE  # characters of base64
    left_out: int = 0  # outputs and cells

    def take(self, text: str, longest: int) -> str:
        """As much of a text as may stand on the page."""
        if text and self.text <= 0:
            self.left_out += 1
        shown = shorten(text, max(0, min(longest, self.text)))
        self.text -= len(shown)
        return shown

    def code(self, source: str) -> Markup:
        """A cell's code, for a `<pre class="code">`."""
        shown = self.take(source, LONGEST_SOURCE)
        return code_html(shown) if self.rich else escape(shown)

    def markdown(self, text: str) -> Markup:
        """A cell's text as HTML that can do nothing."""
        shown = self.take(text, LONGEST_SOURCE)
        if self.rich or not shown:
            return markdown_html(shown)
        return Markup("<pre>{}</pre>").format(shown)

    def picture(self, kind: str, content: str) -> str | None:
        """A picture's address, or None where there is no room for it."""
        if len(content) > self.pictures:
            self.left_out += 1
            return None
        self.pictures -= len(content)
        return f"data:{kind};base64,{content}"


@cache
def template(name: str) -> Template:
    """A template of `autograder/reports/templates`; what is put into it is escaped."""
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
