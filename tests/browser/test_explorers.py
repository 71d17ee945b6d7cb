"""Explorers in JupyterLab, in a browser: every control is moved, and the change is read."""

from __future__ import annotations

import re

import pytest
from accessibility import serious_barriers
from explorers import CELLS, THEME, open_explorers
from lab import CHROMIUM
from PIL import Image
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no `chromium` on the PATH"),
]
expect.set_options(timeout=240_000)  # milliseconds; it is the machine that may be slow


@pytest.fixture(scope="module")
def lab():
    with open_explorers(*CELLS) as lab:
        lab.run_all()
        yield lab


@pytest.fixture
def explorer(lab, request):
    """The part of the page that is one explorer."""
    place = list(CELLS).index(request.param)
    found = lab.page.locator(".tlkit-explorer").nth(place)
    found.scroll_into_view_if_needed()
    return found


def serious(explorer):
    """axe-core's findings in one explorer."""
    explorer.evaluate("element => element.id = 'explorer-under-test'")
    found = serious_barriers(explorer.page, "#explorer-under-test")
    explorer.evaluate("element => element.removeAttribute('id')")
    return found


def give_picture(explorer, folder, size):
    """Choose a red image, as one does after the button is pressed."""
    file = folder / "own.png"
    Image.new("RGB", size, "red").save(file)
    with explorer.page.expect_file_chooser() as chooser:
        explorer.get_by_role("button", name="An image of my own").click()
    chooser.value.set_files(file)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("explorer", CELLS, indirect=True)
def test_bars_no_reader(lab, explorer, theme):
    lab.page.evaluate(THEME, theme)
    lab.page.wait_for_function(f"document.body.dataset.jpThemeName === '{theme}'")
    assert serious(explorer) == []


@pytest.mark.parametrize("explorer", ["freezing"], indirect=True)
def test_freezing_answers_keys_and_lists(explorer):
    slider = explorer.get_by_role("slider", name="Freeze the first")
    slider.focus()
    slider.press("Home")
    expect(explorer).to_contain_text("nothing is frozen")
    slider.press("ArrowRight")
    expect(explorer).to_contain_text("frozen up to image, trained from conv1")
    expect(explorer.get_by_label("up to", exact=True)).to_have_value("the end of image")
    explorer.get_by_label("up to", exact=True).select_option("the end of conv_pw_1_relu")
    expect(explorer).to_contain_text("frozen up to conv_pw_1_relu, trained from conv_pad_2")
    expect(slider).to_have_attribute("aria-valuenow", "10.0")
    expect(explorer).to_contain_text("27 normalisation in inference")
    explorer.get_by_label("batch normalisation trains, too").check()
    expect(explorer).to_contain_text("3 normalisation in inference")


@pytest.mark.parametrize("explorer", ["freezing"], indirect=True)
def test_freezing_trains_stops_and_forgets(explorer):
    slider = explorer.get_by_role("slider", name="Freeze the first")
    slider.focus()
    explorer.get_by_label("up to", exact=True).select_option("the end of conv_pw_13_relu")
    explorer.get_by_label("learning rate").select_option("0.01")
    explorer.get_by_label("epochs").fill("2")
    explorer.get_by_label("epochs").press("Tab")
    train, stop = (explorer.get_by_role("button", name=name) for name in ("Train", "Stop"))
    train.click()
    expect(explorer.get_by_role("status")).to_contain_text("Done in")
    expect(explorer.get_by_role("img", name="Curves of the training runs (1)")).to_be_visible()
    explorer.get_by_label("epochs").fill("100")
    explorer.get_by_label("epochs").press("Tab")
    train.click()
    expect(explorer.get_by_role("status")).to_contain_text(re.compile(r"Epoch \d+ of 100"))
    stop.click()
    expect(explorer.get_by_role("status")).to_contain_text("Stopped after")
    expect(explorer.get_by_role("img", name="Curves of the training runs (2)")).to_be_visible()
    expect(stop).to_be_disabled()
    assert serious(explorer) == []
    explorer.get_by_role("button", name="Clear the runs").click()
    expect(explorer.get_by_role("img", name="Curves")).to_have_count(0)


@pytest.mark.parametrize("explorer", ["filters"], indirect=True)
def test_filters_answers_sliders_and_takes_a_picture(explorer, tmp_path):
    layer, number = (explorer.get_by_role("slider", name=name) for name in ("Layer", "Filter"))
    layer.focus()
    layer.press("Home")
    expect(explorer.get_by_role("img", name="Feature map of conv1, filter 0")).to_be_visible()
    expect(explorer.get_by_role("img", name="kernels of all 8 filters of conv1")).to_be_visible()
    layer.press("ArrowRight")
    expect(explorer).to_contain_text("answers of all 8 filters of conv1_bn")
    expect(explorer).to_contain_text("no kernels larger than 1×1")
    number.focus()
    number.press("End")
    shown = explorer.get_by_role("img", name="Feature map of conv1_bn, filter 7")
    before = shown.get_attribute("src")
    give_picture(explorer, tmp_path, (90, 60))
    expect(shown).not_to_have_attribute("src", before)


@pytest.mark.parametrize("explorer", ["filters"], indirect=True)
def test_filters_climbs_and_stops(explorer):
    climb, stop = (explorer.get_by_role("button", name=name) for name in ("Climb", "Stop"))
    climb.click()
    expect(explorer.get_by_role("status")).to_contain_text("done, step 100")
    first = explorer.get_by_role("status").inner_text()
    number = explorer.get_by_role("slider", name="Filter")
    number.focus()
    number.press("ArrowLeft")
    climb.click()
    expect(explorer.get_by_role("status")).not_to_have_text(first)
    stop.click()
    expect(stop).to_be_disabled()
    expect(explorer.get_by_role("status")).to_contain_text("done, step")
    assert "step 100:" not in explorer.get_by_role("status").inner_text()
    assert serious(explorer) == []


@pytest.mark.parametrize("explorer", ["sizes"], indirect=True)
def test_sizes_grows_the_picture_and_changes_the_class(explorer, tmp_path):
    side = explorer.get_by_role("slider", name="Height in pixels")
    side.focus()
    side.press("Home")
    expect(explorer).to_contain_text("1 crop of 64×64")
    side.press("ArrowRight")
    expect(explorer).to_contain_text("4 crops of 64×64")
    explorer.get_by_label("class", exact=True).select_option("7")
    expect(explorer.get_by_role("img", name="pixels looks like 7")).to_be_visible()
    give_picture(explorer, tmp_path, (128, 64))
    expect(explorer).to_contain_text("one pass over 96×192 pixels")


@pytest.mark.parametrize("explorer", ["cases"], indirect=True)
def test_cases_answers_its_dials(explorer):
    size, similarity = (
        explorer.get_by_role("slider", name=name) for name in ("Images", "Similarity")
    )
    size.focus()
    size.press("Home")
    similarity.focus()
    similarity.press("End")
    plane = explorer.get_by_role("img", name="images of similarity")
    expect(plane).to_have_attribute("aria-label", "50 images of similarity 1.00: small-similar")
    expect(explorer).to_contain_text("Accuracy with 50 images of similarity 1,")
    expect(explorer).to_contain_text("Here ")
    similarity.press("Home")
    expect(explorer).to_contain_text("Accuracy with 50 images of similarity 0,")
    size.focus()
    size.press("End")
    expect(explorer).to_contain_text("The map ends at 800 images")
    expect(plane).to_have_attribute(
        "aria-label", "1,000,000 images of similarity 0.00: large-different"
    )
    expect(explorer).not_to_contain_text("images per class are below")
    size.press("Home")
    explorer.get_by_label("classes").fill("20")
    explorer.get_by_label("classes").press("Tab")
    expect(explorer).to_contain_text("2 images per class are below")
