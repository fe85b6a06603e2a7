"""The browser helper notices what it promises to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.browser import Complaints, axe_findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

POLICY = {"content-security-policy": "default-src 'self'", "content-type": "text/html"}


def _open(browser: Browser, body: str) -> tuple[Complaints, Page]:
    page, complaints = browser.new_page(), Complaints()

    def answer(route: Route) -> None:
        route.fulfill(status=200, headers=POLICY, body=f"<!doctype html><html><title>x</title>{body}</html>")

    complaints.watch(page)
    page.route("**/*", answer)
    page.goto("http://localhost/")
    page.wait_for_timeout(100)
    return complaints, page


def test_an_inline_style_is_reported(browser: Browser) -> None:
    complaints, page = _open(browser, '<p style="color: red">x</p>')
    page.close()
    assert any("policy" in told.lower() for told in complaints.told)


def test_an_inline_script_is_reported(browser: Browser) -> None:
    complaints, page = _open(browser, "<script>document.title = 'y'</script>")
    page.close()
    assert any("policy" in told.lower() for told in complaints.told)


def test_a_quiet_page_is_not(browser: Browser) -> None:
    complaints, page = _open(browser, "<p>x</p>")
    page.close()
    assert not complaints.told


def test_axe_finds_a_button_without_a_name(browser: Browser) -> None:
    _complaints, page = _open(browser, "<main><h1>x</h1><button></button></main>")
    findings = axe_findings(page)
    page.close()
    assert any(finding.startswith("button-name") for finding in findings)
