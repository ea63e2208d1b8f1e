from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views import (
    audit,
    details,
    files,
    flat_fees,
    jobs,
    keeping,
    members,
    naming,
    office,
    routing,
    sampling,
    tags,
    times,
    watching,
)

urlpatterns: list[URLPattern] = [
    path("office/", office.office, name="office"),
    path("office/edit/", office.edit, name="edit-firm"),
    path("office/second-pair/waive/", office.waive, name="waive-second-pair"),
    path("office/second-pair/restore/", office.restore, name="restore-second-pair"),
    path("office/flat-fees/", flat_fees.earn, name="earn-flat-fees"),
    path("office/flat-fees/hold/", flat_fees.hold, name="hold-flat-fees"),
    path("office/roles/", office.roles, name="roles"),
    path("office/people/", members.members, name="members"),
    path("office/people/new/", members.new, name="new-member"),
    path("office/people/<id:user_id>/", members.member, name="member"),
    path("office/people/<id:user_id>/part/", members.add_part, name="add-part"),
    path("office/people/<id:user_id>/same/", members.same_human, name="same-human"),
    path(
        "office/people/<id:user_id>/not-same/",
        members.not_same_human,
        name="not-same-human",
    ),
    path(
        "office/people/asked/<id:offer_id>/withdraw/",
        members.ask_no_more,
        name="ask-no-more",
    ),
    path("office/people/<id:user_id>/bar/", members.credentials, name="credentials"),
    path(
        "office/people/parts/<id:membership_id>/end/",
        members.end_part,
        name="end-part",
    ),
    path("office/files/", files.files, name="files"),
    path("office/declined/", keeping.declined, name="keep-declined"),
    path("office/papers/", details.asked, name="paper-details"),
    path(
        "office/papers/<id:detail_id>/withdraw/",
        details.withdraw,
        name="withdraw-detail",
    ),
    path("office/papers/routing/", routing.routing, name="routing"),
    path("office/papers/routing/<id:rule_id>/", routing.change, name="change-rule"),
    path("office/papers/routing/<id:rule_id>/move/", routing.move, name="move-rule"),
    path(
        "office/papers/routing/<id:rule_id>/withdraw/",
        routing.withdraw,
        name="withdraw-rule",
    ),
    path("office/papers/times/", times.times, name="times"),
    path("office/papers/times/hours/", times.hours, name="work-hours"),
    path("office/papers/names/", naming.naming, name="naming"),
    path("office/papers/tags/", tags.tags, name="tags"),
    path(
        "office/papers/tags/<id:tag_id>/withdraw/", tags.withdraw, name="withdraw-tag"
    ),
    path("office/papers/reminders/", watching.watch, name="watch"),
    path("office/papers/samples/", sampling.draw, name="samples"),
    path("office/papers/samples/<id:sample_id>/", sampling.sample, name="sample"),
    path(
        "office/papers/sampled/<id:sampled_id>/", sampling.check, name="check-sampled"
    ),
    path("office/log/", audit.log, name="log"),
    path("office/log/prove/", audit.prove, name="prove-log"),
    path("office/log/file/", audit.export, name="export-log"),
    path("office/log/<id:event_id>/", audit.entry, name="log-entry"),
    path("office/looks/", audit.looked, name="looks"),
    path("office/jobs/", jobs.jobs, name="jobs"),
    path("office/jobs/<id:job_id>/retry/", jobs.retry, name="retry-job"),
    path("office/jobs/<id:job_id>/sent/", jobs.sent, name="job-sent"),
]
