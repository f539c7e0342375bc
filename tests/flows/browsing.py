"""What a person does in a browser, for the end-to-end tests."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.world import PASSWORD


def log_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Log in on the login page and land on the first page."""
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("navigation", name="Danh mục chính")).to_be_attached()


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing at the levels A and AA of WCAG."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa"]}})
    assert found.violations_count == 0, found.generate_report()


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def log_out(page: Page) -> None:
    """Leave, so that somebody else may log in."""
    page.get_by_role("navigation", name="Cá nhân").locator("summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()
