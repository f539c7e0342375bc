"""Who signs an agency's papers, as far as the product knows: forms that record a signed paper begin with it."""

from django.utils import timezone

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency
from documents.layout.signing import DEPUTY, head_title, is_deputy
from documents.models import Document
from documents.policies import SIGNING_ROLES


def usual_signer(user, agency: Agency) -> dict[str, str]:
    """`signer_name` and `signer_title` for a form: the one user who signs for the agency; where there is none, or
    several, who signed its latest paper; {} while it has none. Of what `user` may see."""
    role = SIGNING_ROLES.get(AgencyKind(agency.kind))
    if role is not None:
        holders = User.objects.visible_to(user).holding(role, timezone.localdate())
        found = list(holders.filter(commune_id=agency.commune_id, province_id=agency.province_id)[:2])
        if len(found) == 1:
            title = head_title(agency)
            signed_as = f"{DEPUTY} {title}" if is_deputy(found[0].title) else title
            return {"signer_name": found[0].full_name, "signer_title": signed_as}
    papers = Document.objects.visible_to(user).valid().filter(agency=agency).exclude(signer_name="")
    return papers.order_by("-signed_on", "-pk").values("signer_name", "signer_title").first() or {}
