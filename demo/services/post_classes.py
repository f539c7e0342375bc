"""A class of the year for holders of hamlet posts, in each commune of the demo that has some."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from demo.invent import Inventor
from demo.services.writing import write_all
from readiness.choices import POST_CONTENTS, Audience, Organiser, TrainingKind
from readiness.models import PostAttendance, Training, TrainingTopic
from teams.models import HamletPost

#: Of a commune's holders, the share that attended: some communes reach the 15 % of the resolution, some do not.
SHARES = (0.3, 0.2, 0.1)


def teach_holders(inventor: Inventor, today: date) -> None:
    """Write classes, topics and who attended, each table in one go, one audit entry a row."""
    held_on = max(date(today.year, 1, 10), today - timedelta(days=120))
    if held_on >= today:
        return
    by_commune: dict[str, list[HamletPost]] = defaultdict(list)
    for post in HamletPost.objects.in_force(held_on).select_related("hamlet__commune").order_by("pk"):
        by_commune[post.hamlet.commune_id].append(post)
    classes, topics, attendance = [], [], []
    for number, (_code, posts) in enumerate(sorted(by_commune.items())):
        commune = posts[0].hamlet.commune
        training = Training(
            province_id=commune.province_id, commune=commune, kind=TrainingKind.SHORT_COURSE, held_on=held_on,
            title=f"Bồi dưỡng người hoạt động không chuyên trách năm {held_on.year}", days=Decimal("2"),
            organiser=Organiser.COMMUNE, audience=Audience.HAMLET_POSTS, place=f"Hội trường {commune.short_name}",
        )  # fmt: skip
        classes.append(training)
        topics += [TrainingTopic(training=training, topic=topic) for topic in POST_CONTENTS]
        people = {post.person_id: post for post in posts}
        wanted = round(len(people) * SHARES[number % len(SHARES)])
        chosen = inventor.random.sample(sorted(people), wanted)
        attendance += [PostAttendance(training=training, post=people[person]) for person in chosen]
    write_all(
        (classes, "readiness.training.create"), (topics, "readiness.topic.add"),
        (attendance, "readiness.post_attendance.add"),
    )  # fmt: skip
