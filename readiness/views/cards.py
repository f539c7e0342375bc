"""Cards: where they are asked for, and the public page behind their code."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communes.models import Commune
from contracts.policy import Answer, Denied
from pages.views import Crumb, ServiceFormView
from readiness import policies
from readiness.cards.checking import card_answer
from readiness.cards.paper import A_SHEET
from readiness.cards.rows import issues_of, serving
from readiness.choices import CardKind
from readiness.forms.cards import CardsForm
from readiness.services.cards import cards_enqueue
from teams.models import Membership, Team


@login_not_required
@require_GET
@never_cache
def card_check(request, code: str) -> HttpResponse:
    """Whether a card holds. Open to all: the code is the key; search engines are asked to leave it alone."""
    answer = card_answer(code, timezone.localdate())
    context = {"answer": answer, "title": "Kiểm tra thẻ Tổ bảo vệ an ninh, trật tự"}
    response = render(request, "readiness/cards/check.html", context, status=200 if answer else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@dataclass(frozen=True)
class Chosen:
    """Who is to get a card: some members, a team, or the whole commune."""

    name: str
    commune: Commune | None
    spells: list[Membership]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.spells)

    @property
    def sheets(self) -> int:
        """How many A4 sheets."""
        return -(-len(self.spells) // A_SHEET)


class CardsMake(ServiceFormView):
    """Ask for cards: `?chon=…` members, `?to=` a team, else all of one's commune."""

    keeps_draft = False  # a choice or two, made in a moment
    form_class, template_name = CardsForm, "readiness/cards/make.html"
    title, submit_label = "In thẻ, biển tên, giấy chứng nhận", "In"
    done_message = "Đang vẽ thẻ. Tải tệp ở trang này khi xong."
    consequence = (
        "Tám thẻ một tờ A4, có đường cắt; ô ảnh 2 × 3 cm để trống. Mã QR cho biết thẻ còn giá trị hay không."
    )

    def get_subject(self) -> Chosen:
        user, query = self.request.user, self.request.GET
        rows = Membership.objects.visible_to(user)
        name, commune = "", user.commune
        if picked := [int(text) for text in query.getlist("chon") if text.isdigit()]:
            rows, name = rows.filter(pk__in=picked), "Những người đã chọn"
        elif query.get("to", "").isdigit():
            team = get_object_or_404(Team.objects.visible_to(user).select_related("commune"), pk=query["to"])
            rows, name, commune = rows.filter(team=team), f"{team}, {team.commune}", team.commune
        elif commune is not None:
            rows, name = rows.filter(team__commune=commune), str(commune)
        else:
            rows = rows.none()
        return Chosen(name, commune, list(serving(rows, timezone.localdate())))

    def policy(self) -> Answer:
        chosen = self.subject
        if chosen.commune is None:
            return Denied("Thẻ do Công an xã in. Nhắc xã đó in cho thành viên của mình.")
        if any(spell.team.commune_id != chosen.commune.pk for spell in chosen.spells):
            return Denied("Trong những người đã chọn có người của đơn vị khác. Chọn người của xã mình.")
        return policies.can_print_cards(self.request.user, chosen.commune)

    def get_crumbs(self):
        return [Crumb("Thành viên", reverse("teams:membership_list"))]

    def get_initial(self):
        return {"kind": CardKind.MEMBER}

    def get_context_data(self, **kwargs):
        """Who gets one, and how many would get one without a number."""
        chosen, today = self.subject, timezone.localdate()
        kinds = (CardKind.BADGE, CardKind.CERTIFICATE)
        without = [
            (kind.label, chosen.count - len(issues_of(self.request.user, kind, chosen.spells, today)))
            for kind in kinds
        ]
        return super().get_context_data(**kwargs) | {"chosen": chosen, "without": without}

    def perform(self, form):
        chosen = self.subject
        return cards_enqueue(
            actor=self.request.user, kind=CardKind(form.cleaned_data["kind"]), commune=chosen.commune,
            spells=[spell.pk for spell in chosen.spells],
        )  # fmt: skip
