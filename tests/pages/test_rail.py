"""The rail: one stands in the subject whose pages share one's address the longest way."""

import re

import pytest

pytestmark = pytest.mark.django_db


def opened(client, address: str) -> list[str]:
    """Names of the subjects whose items the rail shows on that page."""
    page = client.get(address).content.decode()
    rail = page[page.index('id="rail"') : page.index('id="main"')]
    return re.findall(
        r'<a href="[^"]*"(?: aria-current="page")?>([^<]+)(?:<span[^>]*>\d+</span>)?</a>\s*<ul>', rail
    )


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("/to-bao-ve/thanh-vien/", "Tổ bảo vệ"),
        ("/to-bao-ve/thanh-vien/them/", "Tổ bảo vệ"),
        ("/to-bao-ve/chuc-danh/", "Thôn, tổ dân phố"),
        ("/don-vi/thon/them/", "Thôn, tổ dân phố"),
        ("/bao-dam/lich-truc/", "Hoạt động của Tổ"),
        ("/bao-dam/muc-chi/", "Bảo đảm"),
        ("/hoat-dong/ky-luat/", "Hoạt động của Tổ"),
        ("/viec-nen/nhap/members/", "Tổ bảo vệ"),
        ("/viec-nen/nhap/hamlets/", "Thôn, tổ dân phố"),
        ("/", "Việc của tôi"),
    ],
)
def test_a_page_opens_its_own_subject_and_no_other(world, address, subject):
    assert opened(world.client(world.an), address) == [subject]
