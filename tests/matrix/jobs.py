"""Who may open the pages of background work: one's own; an administrator looks at those of the unit."""

from jobs.choices import JobState
from jobs.models import Job
from jobs.services import store_file
from tests.matrix.rules import EVERYBODY, Rule

_OWNER = frozenset({"officer"})
_SEES = _OWNER | {"province_admin", "admin"}


def _job(world, **changes):
    job = Job.objects.create(
        owner=world.an, kind="tests.any", key="a", title="Lập báo cáo", commune_code="19057", province_code="44",
        **changes,
    )  # fmt: skip
    return {"pk": job.pk}


def _finished(world):
    file = store_file(actor=world.an, name="bao-cao.pdf", content=b"%PDF", purpose="tests", commune="19057")
    return _job(world, state=JobState.DONE, result=file)


_SEEN = {"scoped": True, "sees": _SEES}
RULES = {
    "health": Rule(EVERYBODY, public=True, answers=(200, 503)),
    "jobs:list": Rule(EVERYBODY),
    "jobs:detail": Rule(_SEES, kwargs=_job, **_SEEN),
    "jobs:progress": Rule(_SEES, kwargs=_job, **_SEEN),
    "jobs:cancel": Rule(_SEES, kwargs=_job, get=False, post=True, **_SEEN),
    "jobs:result": Rule(_OWNER, kwargs=_finished, **_SEEN),
}
