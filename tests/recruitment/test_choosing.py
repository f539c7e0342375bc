"""Who is chosen for which team: the rule by itself, over anything that can be voted."""

from hypothesis import given
from hypothesis import strategies as st

from recruitment.choosing import Candidate, choose

THANH_LUONG, TO_XA, PHU_LOC = 1, 2, 3


def stand(*rows) -> list[Candidate]:
    """Candidates numbered from 1: votes and wishes."""
    return [Candidate(key, yes, wishes) for key, (yes, *wishes) in enumerate(rows, 1)]


def test_the_better_voted_chooses_first_and_the_next_goes_where_a_seat_is_left():
    candidates = stand((8, THANH_LUONG, TO_XA), (7, THANH_LUONG, TO_XA), (6, THANH_LUONG))
    outcome = choose(candidates, {THANH_LUONG: 1, TO_XA: 1}, 4, {})
    assert outcome.lines == {1: THANH_LUONG, 2: TO_XA} and not outcome.tied


def test_a_candidate_placed_elsewhere_leaves_the_seat_to_the_next():
    candidates = stand((8, TO_XA, THANH_LUONG), (7, TO_XA, THANH_LUONG), (6, THANH_LUONG))
    outcome = choose(candidates, {THANH_LUONG: 2, TO_XA: 1}, 4, {})
    assert outcome.lines == {1: TO_XA, 2: THANH_LUONG, 3: THANH_LUONG}


def test_equal_votes_for_different_teams_are_no_tie():
    outcome = choose(stand((6, THANH_LUONG), (6, TO_XA)), {THANH_LUONG: 1, TO_XA: 1}, 4, {})
    assert outcome.lines == {1: THANH_LUONG, 2: TO_XA} and not outcome.tied and not outcome.open_ties


def test_equals_who_ask_for_one_seat_wait_for_the_council_even_if_another_team_has_room():
    candidates, seats = stand((6, THANH_LUONG, TO_XA), (6, THANH_LUONG, TO_XA)), {THANH_LUONG: 1, TO_XA: 1}
    (tie,) = choose(candidates, seats, 4, {}).open_ties
    assert (tie.line, tie.votes, tie.seats, tie.candidates) == (THANH_LUONG, 6, 1, (1, 2))
    outcome = choose(candidates, seats, 4, {2: THANH_LUONG})
    assert outcome.lines == {2: THANH_LUONG, 1: TO_XA} and outcome.tied == {1, 2}


def test_who_loses_a_tie_meets_the_equal_who_wished_for_the_next_team_first():
    candidates = stand((6, THANH_LUONG, TO_XA), (6, THANH_LUONG, TO_XA), (6, TO_XA))
    seats = {THANH_LUONG: 1, TO_XA: 1}
    (tie,) = choose(candidates, seats, 4, {1: THANH_LUONG}).open_ties
    assert (tie.line, set(tie.candidates)) == (TO_XA, {2, 3})
    assert choose(candidates, seats, 4, {1: THANH_LUONG, 2: TO_XA}).lines == {1: THANH_LUONG, 2: TO_XA}


def test_more_picked_than_seats_stays_a_tie():
    assert choose(stand((6, 1), (6, 1)), {1: 1}, 4, {1: 1, 2: 1}).open_ties


def test_a_tie_below_the_line_is_none():
    outcome = choose(stand((8, 1), (6, 1), (6, 1)), {1: 1}, 4, {})
    assert outcome.lines == {1: 1} and not outcome.tied


lines = st.lists(st.sampled_from([THANH_LUONG, TO_XA, PHU_LOC]), min_size=1, max_size=3, unique=True)
ballots = st.lists(st.tuples(st.integers(0, 9), lines.map(tuple)), max_size=9)
rooms = st.fixed_dictionaries(
    {THANH_LUONG: st.integers(0, 3), TO_XA: st.integers(0, 3), PHU_LOC: st.integers(0, 3)}
)
BAR = 4.5


def settled(rows, seats):
    """The outcome once the council has chosen among equals, in the order of their numbers."""
    candidates = [Candidate(key, yes, wishes) for key, (yes, wishes) in enumerate(rows, 1)]
    picks: dict[int, int] = {}
    for _ in range(100):
        outcome = choose(candidates, seats, BAR, picks)
        if not outcome.open_ties:
            return candidates, outcome
        tie = outcome.open_ties[0]
        for key in tie.candidates:
            picks.pop(key, None)
        picks |= dict.fromkeys(sorted(tie.candidates)[: tie.seats], tie.line)
    raise AssertionError("the council never came to an end")


@given(ballots, rooms)
def test_never_more_chosen_than_seats_never_below_half_and_only_where_they_stood(rows, seats):
    candidates, outcome = settled(rows, seats)
    by_key = {one.key: one for one in candidates}
    for line, room in seats.items():
        assert list(outcome.lines.values()).count(line) <= room
    for key, line in outcome.lines.items():
        assert by_key[key].yes > BAR and line in by_key[key].wishes


@given(ballots, rooms)
def test_nobody_better_voted_is_passed_over_on_a_team_they_would_rather_have(rows, seats):
    candidates, outcome = settled(rows, seats)
    for better in candidates:
        got = outcome.lines.get(better.key)
        dearer = better.wishes[: better.wishes.index(got)] if got else better.wishes
        for worse in candidates:
            if better.yes > BAR and better.yes > worse.yes:
                assert outcome.lines.get(worse.key) not in dearer


@given(ballots, rooms)
def test_no_seat_stays_empty_while_somebody_above_half_stands_for_it_without_any(rows, seats):
    candidates, outcome = settled(rows, seats)
    for one in candidates:
        if one.yes > BAR and one.key not in outcome.lines:
            for line in one.wishes:
                assert list(outcome.lines.values()).count(line) == seats[line]


@given(ballots, rooms)
def test_the_order_of_the_list_changes_nothing(rows, seats):
    candidates = [Candidate(key, yes, wishes) for key, (yes, wishes) in enumerate(rows, 1)]
    there, back = (choose(order, seats, BAR, {}) for order in (candidates, candidates[::-1]))
    assert bool(there.open_ties) == bool(back.open_ties)
    if not there.open_ties:
        assert there.lines == back.lines
