"""The tables of steps as Markdown, a diagram of states and a table each: the docs say what the code does."""

from collections.abc import Iterable, Iterator

from contracts.roles import Role
from recruitment.choices import ApplicationState, CampaignState
from recruitment.paths import APPLICATION_STEPS, STEPS

#: What the docs keep between these lines is written by `manage.py recruitment_path`.
BEGIN, END = "<!-- recruitment_path: begin -->", "<!-- recruitment_path: end -->"


def path_markdown() -> str:
    """Both paths, diagram and table each."""
    return "\n\n".join(
        (
            BEGIN,
            "### Đợt tuyển chọn",
            _diagram(CampaignState, _campaign_arrows()),
            _campaign_table(),
            "### Hồ sơ dự tuyển",
            _diagram(ApplicationState, _application_arrows()),
            _application_table(),
            END,
        )
    )


def path_inserted(page: str) -> str:
    """The page of the docs with both paths as they are now; `ValueError` where it has no place for them."""
    if BEGIN not in page or END not in page:
        raise ValueError(f"no lines “{BEGIN}” and “{END}”")
    before, rest = page.split(BEGIN, 1)
    return before + path_markdown() + rest.split(END, 1)[1]


def _diagram(states, arrows: Iterable[tuple[str, str, str]]) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'  state "{state.label}" as {state.value}' for state in states]
    lines += [f"  {before} --> {after}{label and ': '}{label}" for before, after, label in arrows]
    return "\n".join([*lines, "```"])


def _campaign_arrows() -> Iterator[tuple[str, str, str]]:
    yield "[*]", CampaignState.DRAFT.value, "Lập đợt"
    for step in STEPS.values():
        for before in step.before:
            yield before.value, (step.after or before).value, step.label
    yield CampaignState.CLOSED.value, "[*]", ""


def _application_arrows() -> Iterator[tuple[str, str, str]]:
    """Steps between the open states are left to the table: the rules judge where they lead."""
    for step in APPLICATION_STEPS.values():
        if step.before == step.after:
            continue
        for before in step.before or ("[*]",):
            for after in step.after:
                yield getattr(before, "value", before), after.value, step.label


def _campaign_table() -> str:
    head = ("Bước", "Từ", "Sang", "Ai", "Điều kiện", "Căn cứ", "Văn bản")
    return _table(
        head,
        (
            (
                step.label, _words(step.before), step.after.label if step.after else "(giữ nguyên)", _who(step.roles),
                step.conditions, step.rule,
                step.paper,
            )
            for step in STEPS.values()
        ),
    )  # fmt: skip


def _application_table() -> str:
    head = ("Bước", "Từ", "Sang", "Khi đợt", "Ai", "Điều kiện", "Căn cứ", "Văn bản")
    return _table(
        head,
        (
            (
                step.label, _words(step.before) or "(mới)", _words(step.after), _words(step.campaign),
                _who(step.roles), step.conditions, step.rule, step.paper,
            )
            for step in APPLICATION_STEPS.values()
        ),
    )  # fmt: skip


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell or '–') for cell in line)} |" for line in lines)


def _words(states) -> str:
    return ", ".join(str(state.label) for state in states)


def _who(roles: Iterable[Role]) -> str:
    return "; ".join(str(role.label) for role in roles)
