"""Rosters of members as tests bring them in, at once and without a worker."""

from tests.importing import Importing, errors


def tried(world, content, **source):
    """What bringing the roster in would do."""
    return Importing(world, "members").tried(content, **source)


def brought_in(world, content, **source):
    """Write it; batch and outcome."""
    return Importing(world, "members").written(content, **source)


def only_error(outcome):
    """The one thing that is wrong."""
    found = errors(outcome)
    assert len(found) == 1, found
    return found[0]
