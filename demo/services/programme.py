"""What the demo's province takes up, and the campaign of Quảng Trạch as its plan tells it (seed 002.V)."""

from datetime import date

from accounts.models import User
from communes.models import Commune, Province
from demo.services.force import NAMED_HAMLETS, QUANG_TRACH
from documents.models import Document
from documents.services import posting_record
from recruitment.models import Campaign
from recruitment.services.campaigns import campaign_approve, campaign_create, campaign_open, campaign_post
from targets.models import Adoption, Directive, Target
from targets.services.adoptions import adoption_approve, directive_adopt, due_date_move
from teams.models import Team

SINCE = date(2025, 8, 18)
#: The plan of one commune; the four others are resolutions and plans of provinces, taken up as examples.
COMMUNE_PLAN = "QT-KH-TBV"


def adopt_directives(province: Province) -> None:
    """All five directives in force in the province, "để minh họa"; the plan of Quảng Trạch in that commune alone."""
    reviewer, director = User.objects.get(username="tinh.canbo"), User.objects.get(username="tinh.lanhdao")
    for directive in Directive.objects.order_by("code"):
        communes = [Commune.objects.get(pk=QUANG_TRACH)] if directive.code == COMMUNE_PLAN else []
        adoption = directive_adopt(
            actor=reviewer, directive=directive, province=province, started_on=SINCE, note="để minh họa",
            communes=communes,
        )  # fmt: skip
        adoption = adoption_approve(actor=director, adoption=adoption)
        if directive.code == COMMUNE_PLAN:
            _give_the_council_time(director, adoption)


def _give_the_council_time(director: User, adoption: Adoption) -> None:
    """The plan's 07/9/2025 is the end of the window; when the council decides it leaves open (T002-07, T002-08)."""
    for target in Target.objects.filter(code__in=("T002-07", "T002-08")):
        adoption.refresh_from_db()
        due_date_move(actor=director, adoption=adoption, target=target, due_on=date(2025, 9, 30))


def open_campaign() -> Campaign:
    """The campaign of 2025: one person each for Thanh Lương and Tô Xá, 22/8 to 07/9/2025, taking applications."""
    officer = User.objects.get(username="canbo.quangtrach")
    teams = Team.objects.filter(commune_id=QUANG_TRACH, name__in=NAMED_HAMLETS).select_related("commune")
    campaign = campaign_create(
        actor=officer, commune=officer.commune, title="Tuyển chọn bổ sung Tổ bảo vệ ANTT năm 2025",
        opens_on=date(2025, 8, 22), closes_on=date(2025, 9, 7), filing_place="Công an xã Quảng Trạch",
        quotas=dict.fromkeys(teams, 1), note="Theo kế hoạch kiện toàn của xã, mục V",
    )  # fmt: skip
    plan = {
        "symbol": "36/KH-UBND", "signed_on": date(2025, 8, 18),
        "title": "Kiện toàn, nâng cao năng lực hoạt động của các Tổ bảo vệ an ninh, trật tự ở cơ sở",
        "signer_name": "Người ký minh họa", "signer_title": "Chủ tịch UBND xã",
    }  # fmt: skip
    campaign_approve(actor=officer, campaign=campaign, version=campaign.version, paper=plan)
    _post(officer, campaign.plan)
    campaign_post(actor=officer, campaign=campaign, version=campaign.version)
    return campaign_open(actor=officer, campaign=campaign, version=campaign.version)


def _post(officer: User, plan: Document) -> None:
    """The plan hangs at all its places on the day after it was signed."""
    for posting in plan.postings.select_related("document__agency", "document__commune"):
        posting_record(
            actor=officer, posting=posting, version=posting.version, posted_on=date(2025, 8, 19),
            posted_by=f"{posting.hamlet.full_name} (minh họa)" if posting.hamlet else "Phòng Văn hóa - Xã hội",
        )  # fmt: skip
