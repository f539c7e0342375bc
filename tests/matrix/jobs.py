"""Who may open the pages of background work: one's own; an administrator looks at those of the unit."""

from contracts.policy import holds
from contracts.registry import Undoer, undoers
from contracts.roles import REGISTRARS
from jobs.choices import ImportState, JobState
from jobs.models import ImportBatch, Job
from jobs.services import store_file, undo_record
from tests.matrix.rules import EVERYBODY, OWN_COMMUNE, Rule

undoers.add(
    Undoer(
        "tests.matrix", "đợt thử", lambda actor, log: None,
        lambda user, log: holds(user, *REGISTRARS, commune=log.commune_code, province=log.province_code), "jobs:list",
    )
)  # fmt: skip


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


def _batch(world):
    log = undo_record(
        actor=world.an, kind="tests.matrix", title="Sửa 2 dòng", batch="m1", rows=[], commune="19057", province="44"
    )  # fmt: skip
    return {"pk": log.pk}


def _import(world, state=ImportState.CHECKED, **changes):
    file = store_file(
        actor=world.an, name="ds.xlsx", content=b"?", purpose="tests", commune="19057", province="44"
    )
    batch = ImportBatch.objects.create(
        owner=world.an,
        resource="members",
        file=file,
        state=state,
        commune_code="19057",
        province_code="44",
        **changes,
    )
    return {"pk": batch.pk}


def _aside(world):
    file = store_file(actor=world.an, name="loi.xlsx", content=b"PK", purpose="tests", commune="19057")
    return _import(world, state=ImportState.DONE, aside=file)


_REGISTRARS_OF_COMMUNES = frozenset({"officer", "chief", "officer_b", "chief_b", "officer_x"})
_COMMUNE = {"scoped": True, "sees": OWN_COMMUNE | {"province_admin", "admin"}}
_PAIR = frozenset({"officer", "chief"})
_SEEN = {"scoped": True, "sees": _SEES}
RULES = {
    "health": Rule(EVERYBODY, public=True, answers=(200, 503)),
    "jobs:list": Rule(EVERYBODY),
    "jobs:detail": Rule(_SEES, kwargs=_job, **_SEEN),
    "jobs:progress": Rule(_SEES, kwargs=_job, **_SEEN),
    "jobs:cancel": Rule(_SEES, kwargs=_job, get=False, post=True, **_SEEN),
    "jobs:undo": Rule(_OWNER | {"chief"}, kwargs=_batch, scoped=True, post=True),
    "jobs:import_list": Rule(_REGISTRARS_OF_COMMUNES),
    "jobs:import_new": Rule(_REGISTRARS_OF_COMMUNES, kwargs=lambda world: {"resource": "members"}, post=True),
    "jobs:import_template": Rule(_REGISTRARS_OF_COMMUNES, kwargs=lambda world: {"resource": "members"}),
    "jobs:import": Rule(_PAIR, kwargs=_import, **_COMMUNE),
    "jobs:import_progress": Rule(_PAIR, kwargs=_import, **_COMMUNE),
    "jobs:import_decide": Rule(_PAIR, kwargs=_import, get=False, post=True, **_COMMUNE),
    "jobs:import_confirm": Rule(
        _PAIR, kwargs=lambda world: _import(world, counts={"new": 1}), get=False, post=True, **_COMMUNE
    ),
    "jobs:import_give_up": Rule(_PAIR, kwargs=_import, get=False, post=True, **_COMMUNE),
    "jobs:import_mark": Rule(_PAIR, kwargs=_import, get=False, post=True, **_COMMUNE),
    "jobs:import_aside": Rule(_OWNER, kwargs=_aside, **_COMMUNE),
    "jobs:result": Rule(_OWNER, kwargs=_finished, **_SEEN),
}
