"""The pictures of the user guide: a fresh demo on a port of its own, looked at as each role in Chromium.

    make pictures        writes docs/huong-dan/hinh/*.png anew

Nothing of this machine's own installation is touched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from scripts import environment as setting_up
from scripts.machine import ROOT, VENV, run, say, step

PICTURES = ROOT / "docs" / "huong-dan" / "hinh"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Picture:
    """One picture: file name, who looks, at which address (a name of `places` in braces), how wide."""

    name: str
    user: str
    address: str
    width: int = 1280
    height: int = 800


PAGES = (
    Picture("dang-nhap", "", "/tai-khoan/dang-nhap/"),
    Picture("viec-cua-toi", "canbo.quangtrach", "/"),
    Picture("cac-to", "canbo.quangtrach", "/to-bao-ve/"),
    Picture("thanh-vien", "canbo.quangtrach", "/to-bao-ve/thanh-vien/"),
    Picture("thanh-vien-dien-thoai", "canbo.quangtrach", "/to-bao-ve/thanh-vien/", 390, 844),
    Picture("nhap-excel-1", "canbo.quangtrach", "/viec-nen/nhap/members/"),
    Picture("nhap-excel-2", "canbo.quangtrach", "/viec-nen/nhap/{checked}/"),
    Picture("nhap-excel-3", "canbo.quangtrach", "/viec-nen/nhap/{done}/"),
    Picture("tim-kiem", "canbo.quangtrach", "/tim-kiem/?q=nguyen+van"),
    Picture("mot-thanh-vien", "canbo.quangtrach", "/to-bao-ve/thanh-vien/{member}/"),
    Picture("ghi-thoi", "canbo.quangtrach", "/to-bao-ve/thanh-vien/{member}/thoi/"),
    Picture("tap-huan", "canbo.quangtrach", "/bao-dam/tap-huan/"),
    Picture("dot-tuyen-chon", "canbo.hoatrach", "/tuyen-chon/{receiving}/"),
    Picture("ho-so-du-tuyen", "canbo.hoatrach", "/tuyen-chon/ho-so/{over_age}/"),
    Picture("ho-so-theo-tieu-chuan", "canbo.hoatrach", "/tuyen-chon/{receiving}/tieu-chuan/"),
    Picture("cong-khai-tuyen-chon", "", "/tuyen-chon/cong-khai/19033/"),
    Picture("phien-hop", "canbo.phutrach", "/tuyen-chon/{council}/phien-hop/"),
    Picture("ghi-phien-hop-dien-thoai", "canbo.trungthuan", "/tuyen-chon/{listed}/hop/", 390, 844),
    Picture("van-ban-cua-dot", "canbo.trungthuan", "/tuyen-chon/{listed}/van-ban/"),
    Picture("de-xuat-cho-thoi", "chutich.hoatrach", "/to-bao-ve/de-xuat/{proposal}/"),
    Picture("sua-ban-thao", "canbo.hoatrach", "/van-ban/{draft}/sua/"),
    Picture("mau-van-ban", "tinh.quantri", "/van-ban/mau/recruitment.recognition/"),
    Picture("so-van-ban-di", "canbo.hoatrach", "/van-ban/so/di/"),
    Picture("chi-tieu", "canbo.quangtrach", "/chi-tieu/"),
    Picture("mot-chi-tieu", "canbo.quangtrach", "/chi-tieu/T002-09/"),
    Picture("bao-cao", "canbo.quangtrach", "/bao-cao/{duty}/"),
    Picture("toan-tinh", "tinh.canbo", "/"),
    Picture("bao-cao-toan-tinh", "tinh.canbo", "/bao-cao/"),
    Picture("chi-tieu-toan-tinh", "tinh.canbo", "/chi-tieu/"),
    Picture("van-ban", "canbo.quangtrach", "/van-ban/"),
    Picture("tham-so", "tinh.canbo", "/tham-so/"),
)


#: Two rosters brought in: one with faults, waiting to be mended, and one that is written.
IMPORTS = """
import io
from accounts.models import User
from jobs.exchange.resources import sheet_resources
from jobs.models import Job
from jobs.services import job_run
from jobs.services.importing import import_of
from jobs.services.imports import import_confirm, import_upload
from sheets.writing import Column, write_list
from teams.models import Team

user = User.objects.get(username="canbo.quangtrach")
team = Team.objects.filter(commune="19057").open().first().name
heads = (
    "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Dân tộc", "Trình độ", "Chức vụ", "Tổ", "Ngày tham gia", "Liên lạc"
)
people = [
    ("Hồ Sỹ Hùng", "04/03/1985", "Nam", "044085000101", "Kinh", "12/12", "Tổ viên", team, "01/10/2025", "0912345601"),
    ("Mai Thị Lan", "1990", "Nữ", "044190000102", "Bru-Vân Kiều", "9/12", "Tổ viên", "Tổ " + team, "01/10/2025", ""),
    ("Cao Thị Nga", "12/12/1988", "Nữ", "", "Kinh", "THPT", "Tổ viên", team, "01/10/2025", ""),
]
faulty = [
    ("Trần Quốc Đạt", "31/02/1990", "Nam", "044090000104", "Kinh", "THPT", "Tổ viên", team, "01/10/2025", ""),
    ("Lê Tuấn Kiệt", "05/06/1987", "Nam", "4408700005", "Kinh", "THPT", "Tổ viên", team + "x", "01/10/2025", ""),
]

def brought(name, rows):
    buffer = io.BytesIO()
    columns = [Column(str(n), head) for n, head in enumerate(heads)]
    write_list(columns, rows, path_or_buffer=buffer, title="DANH SÁCH TỔ BẢO VỆ ANTT")
    batch = import_upload(
        actor=user, resource=sheet_resources.get("members"), commune="19057", province="44", name=name,
        content=buffer.getvalue(), options={"start_kind": "taken_over"},
    )
    job_run(batch.job_id)
    return import_of({"batch": batch.pk})

print("checked", brought("DS To bao ve QTrach 2026.xlsx", people + faulty).pk)
done = brought("DS bo sung.xlsx", people)
job_run(import_confirm(actor=user, batch=done).job_id)
print("done", done.pk)
"""


def main() -> int:
    """Make the demo, take the pictures, throw the demo away; in the environment of the tests."""
    if Path(sys.prefix) != VENV:
        setting_up.ensure_venv()
        setting_up.ensure_libraries("test")
        return run([setting_up.PYTHON, "-m", "scripts.screenshots"], check=False).returncode
    folder = Path(tempfile.mkdtemp(prefix="antt-pictures-"))
    environment = _environment(folder)
    try:
        with step("Chuẩn bị dữ liệu mẫu"):
            _python(environment, "-m", "scripts.prepare")
            _python(environment, "manage.py", "tick")
        places = _places(environment)
        web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "antt.wsgi:application", "--bind", f"127.0.0.1:{PORT}"],
            cwd=ROOT, env=environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait()
            with step(f"Chụp {len(PAGES)} hình"):
                _take(_passwords(folder), places)
        finally:
            web.terminate()
            web.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _environment(folder: Path) -> dict[str, str]:
    from cryptography.fernet import Fernet

    return {
        **os.environ,
        "ANTT_VAR_DIR": str(folder), "ANTT_DEMO": "true", "ANTT_SECRET_KEY": "pictures-" * 6,
        "ANTT_FIELD_KEYS": Fernet.generate_key().decode(), "ANTT_DIGEST_KEY": "pictures",
        "DATABASE_URL": f"sqlite:///{folder / 'antt.sqlite3'}", "ANTT_LOG_LEVEL": "ERROR",
    }  # fmt: skip


def _python(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def _places(environment: dict[str, str]) -> dict[str, str]:
    """Keys of what the pictures show, asked of the demo's database."""
    question = (
        "from teams.models import Membership, Proposal; from recruitment.models import Application, Campaign; "
        "from recruitment.models import CampaignPaper; "
        "from reporting.models import ReportDuty; "
        "print('member', Membership.objects.open().filter(team__name='Tô Xá', team__commune='19057').first().pk); "
        "[print(row.state, row.pk) for row in Campaign.objects.exclude(commune='19057')]; "
        "rows = Application.objects.filter(state='received', campaign__state='receiving'); "
        "print('over_age', rows.order_by('person__birth_date').first().pk); "
        "print('proposal', Proposal.objects.get(state='submitted').pk); "
        "print('draft', CampaignPaper.objects.get(kind='recruitment.council').document_id); "
        "print('duty', ReportDuty.objects.filter(commune='19057', state='approved').last().pk)"
    )
    answer = _python(environment, "manage.py", "shell", "-v0", "-c", question)
    answer += _python(environment, "manage.py", "shell", "-v0", "-c", IMPORTS)
    return dict(line.split() for line in answer.splitlines() if len(line.split()) == 2)


def _wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"{ADDRESS}/tai-khoan/dang-nhap/", timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("Máy chủ không trả lời.")


def _passwords(folder: Path) -> dict[str, str]:
    lines = (folder / "demo-logins.txt").read_text(encoding="utf-8").splitlines()[2:]
    return dict(line.split()[:2] for line in lines)


def _take(passwords: dict[str, str], places: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=arguments)
        for picture in PAGES:
            viewport = {"width": picture.width, "height": picture.height}
            page = browser.new_context(viewport=viewport, locale="vi-VN", base_url=ADDRESS).new_page()
            if picture.user:
                page.goto("/tai-khoan/dang-nhap/")
                page.get_by_label("Tên đăng nhập").fill(picture.user)
                page.get_by_label("Mật khẩu", exact=True).fill(passwords[picture.user])
                page.get_by_role("button", name="Đăng nhập").click()
            answer = page.goto(picture.address.format(**places))
            if answer is None or answer.status != 200:
                raise SystemExit(f"{picture.address}: {answer and answer.status}")
            page.screenshot(path=PICTURES / f"{picture.name}.png")
            page.context.close()
        browser.close()
    say(f"Hình ở {PICTURES.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
