"""What on a page bars readers from it who see, hear or move in other ways: axe-core's findings."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious_barriers(page: Page, part: str = "html") -> list[str]:
    """Return the serious and critical violations in a part of the page: rule and places.

    Args:
        part: a CSS selector; the first element that it finds is looked at, with all it holds.
    """
    found = Axe().run(page, context=part).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    return [
        f"{one['id']} ({one['help']}): " + ", ".join(node["target"][-1] for node in one["nodes"])
        for one in serious
    ]
