"""What must be true before a step: small named conditions, each with its refusal in words."""

from __future__ import annotations

from amends.rules.deadlines import reckonings
from amends.rules.facts import KIND_WORDS, CaseKind
from amends.rules.regimes import ClockKind
from amends.rules.rulings import YES, Need, Ruling, Scene, no
from amends.rules.words import say


def case_begun(scene: Scene) -> Ruling:
    if scene.facts.number:
        return YES
    return no("case_begun", say("Nothing has been received yet."))


def case_new(scene: Scene) -> Ruling:
    if not scene.facts.number:
        return YES
    return no("case_new", say("This case has already been received."))


def case_open(scene: Scene) -> Ruling:
    closed = scene.facts.closed
    if closed is None:
        return YES
    return no("case_open", say("The case was closed on {day}. Reopen it first.", day=scene.day(closed.at)))


def case_closed(scene: Scene) -> Ruling:
    return no("case_closed", say("The case is open.")) if scene.facts.is_open else YES


def not_about_oneself(scene: Scene) -> Ruling:
    """Nobody handles a complaint about themselves (separation of duties)."""
    if scene.by.id not in scene.facts.about_staff:
        return YES
    reason = say("This complaint is about you, so you cannot work on it.")
    return no("not_about_oneself", reason, who_could=(say("a colleague who is not complained about"),))


def fresh_eyes(scene: Scene) -> Ruling:
    """A later stage is for someone who had no part in the one before, where the regime says so."""
    return may_take_this_stage(scene, scene.by.id)


def may_take_this_stage(scene: Scene, person: str) -> Ruling:
    """Whether this person may decide the present stage; also asked of whoever a case is given to."""
    facts = scene.facts
    if not scene.stage.fresh_eyes:
        return YES
    earlier = set().union(*(people for stage, people in facts.took_part.items() if stage < facts.stage))
    if person not in earlier:
        return YES
    return no(
        "fresh_eyes",
        say(
            "Stage {stage} is for someone who had no part in stage {before}.", stage=facts.stage, before=facts.stage - 1
        ),
        who_could=(say("a handler or team leader who did not work on stage {before}", before=facts.stage - 1),),
    )


def undecided(scene: Scene) -> Ruling:
    if scene.facts.kind is CaseKind.UNDECIDED:
        return YES
    return no("undecided", say("It has already been decided what this is: {kind}.", kind=KIND_WORDS[scene.facts.kind]))


def not_a_complaint_yet(scene: Scene) -> Ruling:
    if scene.facts.kind is not CaseKind.COMPLAINT:
        return YES
    return no("not_a_complaint_yet", say("It has already been recognised as a complaint."))


def not_excluded(scene: Scene) -> Ruling:
    if scene.facts.kind is not CaseKind.EXCLUDED:
        return YES
    return no("not_excluded", say("The customer has already been told that it is outside the procedure."))


def kind_decided(scene: Scene) -> Ruling:
    if scene.facts.kind is not CaseKind.UNDECIDED:
        return YES
    return no("kind_decided", say("Decide first whether this is a complaint, a problem or a query."))


def is_complaint(scene: Scene) -> Ruling:
    if scene.facts.is_complaint:
        return YES
    return no("is_complaint", say("This is for complaints. Recognise it as a complaint first."))


def has_issue(scene: Scene) -> Ruling:
    if scene.facts.issues:
        return YES
    return no("has_issue", say("No issue has been added yet. Add each point complained of."))


def has_owner(scene: Scene) -> Ruling:
    if scene.facts.owner:
        return YES
    return no("has_owner", say("Nobody owns this case yet. Assign it first."))


def has_open_question(scene: Scene) -> Ruling:
    if scene.facts.open_questions():
        return YES
    return no("has_open_question", say("No question to the customer is open."))


def has_open_request(scene: Scene) -> Ruling:
    if scene.facts.open_requests():
        return YES
    return no("has_open_request", say("No colleague has been asked for input that is still awaited."))


def has_open_promise(scene: Scene) -> Ruling:
    if scene.facts.open_promises():
        return YES
    return no("has_open_promise", say("There is no open promise."))


def has_owed_promise(scene: Scene) -> Ruling:
    if scene.facts.owed_promises():
        return YES
    return no("has_owed_promise", say("Nothing that was promised is owed."))


def understood(scene: Scene) -> Ruling:
    """A finding rests on an understanding that was put to the customer."""
    if scene.facts.understanding:
        return YES
    return no(
        "understood",
        say("Confirm the understanding of the complaint first: nature, cause, implications and what they want."),
    )


def not_yet_reported(scene: Scene) -> Ruling:
    """What only makes sense while the answer of this stage is awaited."""
    facts = scene.facts
    if facts.stage not in facts.reported:
        return YES
    day = scene.day(facts.reported[facts.stage])
    return no(
        "not_yet_reported",
        say("The findings of stage {stage} went to the customer on {day}.", stage=facts.stage, day=day),
    )


def may_still_decide(scene: Scene) -> Ruling:
    """What the customer was told is not changed behind their back: only once it is not sorted, or opened again."""
    if scene.facts.may_decide_again:
        return YES
    ruling = not_yet_reported(scene)
    if ruling:
        return YES
    return no(
        "may_still_decide",
        say(
            "{reported} They can be changed when the customer says it is not sorted, or after reopening.",
            reported=ruling.reason,
        ),
    )


def regime_summarises(scene: Scene) -> Ruling:
    if scene.regime.letter_parts("summary", scene.facts.stage):
        return YES
    return no("regime_summarises", say("{regime} knows no summary resolution.", regime=scene.regime.name))


def accepted_early(scene: Scene) -> Ruling:
    """The customer accepted that it is resolved, before the time for a short answer had ended."""
    resolved = scene.facts.moments.get("resolved")
    if resolved is None:
        return no("accepted_early", say("The customer has not accepted that it is resolved."))
    short = (r for r in reckonings(scene.facts, scene.regime, scene.calendar) if r.clock.kind is ClockKind.RESOLVE_BY)
    late = [r.due_on for r in short if r.due_on and scene.day(resolved) > r.due_on]
    if late:
        return no("accepted_early", say("It was too late for that: it had to be accepted by {day}.", day=late[0]))
    return YES


def reported(scene: Scene) -> Ruling:
    if scene.facts.stage in scene.facts.reported:
        return YES
    return no("reported", say("The findings have not been reported to the customer yet."))


def every_issue_decided(scene: Scene) -> Ruling:
    waiting = scene.facts.undecided_issues()
    if not waiting:
        return YES
    return no(
        "every_issue_decided",
        say("Some issues have no finding yet."),
        missing=[
            say("a finding on issue {number}: {title}", number=issue.number, title=issue.title) for issue in waiting
        ],
    )


def wants_acknowledgement(scene: Scene) -> bool:
    """Whether the procedure knows an acknowledgement in this stage. Some bodies acknowledge before we hear of it."""
    moment = scene.facts.moment_of_stage("acknowledged")
    timed = any(moment in (clock.starts, *clock.stops) for clock in scene.regime.clocks if clock.enabled)
    return timed or bool(scene.stage.acknowledgement_parts)


def acknowledged(scene: Scene) -> Ruling:
    if scene.facts.acknowledged_at or not wants_acknowledgement(scene):
        return YES
    return no("acknowledged", say("It has not been acknowledged to the customer yet."))


def not_acknowledged(scene: Scene) -> Ruling:
    moment = scene.facts.acknowledged_at
    if moment is None:
        return YES
    return no("not_acknowledged", say("It was acknowledged on {day}.", day=scene.day(moment)))


def something_to_say_about(scene: Scene) -> Ruling:
    """Satisfaction is asked once there is an answer: findings, or a query or problem that was dealt with."""
    facts = scene.facts
    if facts.stage in facts.reported or facts.kind in (CaseKind.QUERY, CaseKind.PROBLEM):
        return YES
    return no("something_to_say_about", say("This is for when the customer has our answer."))


def dissatisfied(scene: Scene) -> Ruling:
    if scene.facts.dissatisfied:
        return YES
    return no("dissatisfied", say("The customer has not said that it is not sorted."))


def another_stage(scene: Scene) -> Ruling:
    if scene.facts.stage < scene.regime.last_stage:
        return YES
    third = scene.regime.third_party
    if third:
        return no(
            "another_stage", say("There is no further stage here. The customer can turn to {body}.", body=third.name)
        )
    return no("another_stage", say("There is no further stage under this procedure."))


def clocks_run(scene: Scene) -> Ruling:
    if scene.facts.kind in (CaseKind.UNDECIDED, CaseKind.COMPLAINT):
        return YES
    return no("clocks_run", say("No clock runs here: the time limits are for complaints."))


def regime_pauses(scene: Scene) -> Ruling:
    """A pause needs a reason that the regime lists, and does not exist where the regime has none."""
    if any(clock.pauses for clock in scene.regime.clocks if clock.enabled):
        return YES
    return no("regime_pauses", say("{regime} has no pause: its clock runs on.", regime=scene.regime.name))


def not_paused(scene: Scene) -> Ruling:
    return YES if scene.facts.paused is None else no("not_paused", say("The clock is already paused."))


def is_paused(scene: Scene) -> Ruling:
    return YES if scene.facts.paused else no("is_paused", say("No clock is paused."))


def regime_extends(scene: Scene) -> Ruling:
    if any(clock.extension for clock in scene.regime.clocks if clock.enabled):
        return YES
    return no("regime_extends", say("{regime} has no extension.", regime=scene.regime.name))


def not_the_owner(scene: Scene) -> Ruling:
    """Erasing is for someone who does not own the case (separation of duties)."""
    if scene.by.id != scene.facts.owner:
        return YES
    reason = say("You own this case, so someone else must do this.")
    return no(
        "not_the_owner", reason, who_could=(say("someone else in quality or compliance"), say("an administrator"))
    )


OPEN_COMPLAINT: tuple[Need, ...] = (case_begun, case_open, not_about_oneself, is_complaint)
OPEN_CASE: tuple[Need, ...] = (case_begun, case_open, not_about_oneself)
