"""Who holds and who owns each thing of a plan; what cannot be told is noted, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

from northing.domain.codes import HolderKind
from northing.domain.plan import Plan, PlanKeyResult, PlanObjective, PlanProblem
from northing.features.exchange import policies
from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.names import Ambiguous, Names, folded
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow, TeamRow
from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an objective. ``team_name`` is a team still to be made."""

    kind: HolderKind
    team: TeamRow | None = None
    team_name: str = ""
    person: PersonRow | None = None

    @property
    def key(self) -> tuple[HolderKind, int | str | None]:
        """What makes two holders the same."""
        if self.kind is HolderKind.TEAM:
            return self.kind, self.team.id if self.team else folded(self.team_name)
        return self.kind, self.person.id if self.person else None

    @property
    def name(self) -> str:
        """The team or person; empty for the organization."""
        team = self.team.name if self.team else self.team_name
        return team or (self.person.name if self.person else "")


class Owners:
    """Resolves holders and owners, and gathers what could not be."""

    def __init__(self, actor: Actor, plan: Plan, choices: Choices) -> None:
        self.actor = actor
        self.names = Names(actor, plan)
        self.creates_teams = choices.creates_teams and policies.may_create_teams(actor)
        self.usual = org_queries.person_by_ref(ref=choices.owner, seen_by=actor) if choices.owner else None
        self.problems: list[PlanProblem] = []
        self.warnings: list[PlanProblem] = []
        self.new_teams: dict[str, str] = {}
        self._people: dict[int, PersonRow] = {}

    def holder(self, part: PlanObjective) -> Holder | None:
        """Who holds an objective; none (and a problem) when the document names nobody we know."""
        if part.level is HolderKind.PERSON:
            return self._personal(part)
        if part.team and part.level is not HolderKind.ORGANIZATION:
            return self._of_team(part)
        if part.level is None and not self.actor.is_guide and self.actor.person_id is not None:
            return Holder(HolderKind.PERSON, person=self._known(self.actor.person_id))
        if part.level is HolderKind.TEAM:
            self.problems.append(PlanProblem(part.line, "team", "team_missing", {}))
            return None
        return Holder(HolderKind.ORGANIZATION)

    def _personal(self, part: PlanObjective) -> Holder | None:
        person = self._named(part.owner)
        if person is None:
            self.problems.append(PlanProblem(part.line, "owner", "holder_unknown", {"text": part.owner}))
            return None
        return Holder(HolderKind.PERSON, person=person)

    def _of_team(self, part: PlanObjective) -> Holder | None:
        try:
            team = self.names.team(part.team)
        except Ambiguous:
            self.problems.append(PlanProblem(part.line, "team", "team_ambiguous", {"text": part.team}))
            return None
        if team is not None:
            return Holder(HolderKind.TEAM, team=team)
        if not self.creates_teams:
            self.problems.append(PlanProblem(part.line, "team", "unknown_team_named", {"text": part.team}))
            return None
        return Holder(HolderKind.TEAM, team_name=self._made(part.team))

    def _made(self, name: str) -> str:
        return self.new_teams.setdefault(folded(name), name)

    def owner(self, word: str, line: int, holder: Holder) -> PersonRow | None:
        """The owner as named; where nobody is named: the person who holds it, the team's lead, the chosen one."""
        if word:
            return self.person(word, line, "owner")
        if holder.person is not None:
            return holder.person
        if holder.team is not None and holder.team.lead_id is not None:
            return self._known(holder.team.lead_id)
        return self.usual

    def tagged_team(self, part: PlanKeyResult) -> Holder | None:
        """The team a key result is tagged with; none (and a note) where nobody is called so."""
        if not part.team:
            return None
        try:
            team = self.names.team(part.team)
        except Ambiguous:
            team = None
        if team is not None:
            return Holder(HolderKind.TEAM, team=team)
        if self.creates_teams:
            return Holder(HolderKind.TEAM, team_name=self._made(part.team))
        self.warnings.append(PlanProblem(part.line, "team", "team_noted", {"text": part.team}))
        return None

    def key_result_owner(self, part: PlanKeyResult, tagged: Holder | None) -> PersonRow | None:
        """The owner as named, or the lead of the team it is tagged with; else its objective's (none here)."""
        if part.owner:
            return self.person(part.owner, part.line, "owner")
        lead_id = tagged.team.lead_id if tagged is not None and tagged.team is not None else None
        return self._known(lead_id) if lead_id is not None else None

    def by_id(self, person_id: int | None) -> PersonRow | None:
        """An active person of the organization."""
        return self._known(person_id) if person_id is not None else None

    def person(self, word: str, line: int, field: str) -> PersonRow | None:
        """The person of a word; unknown and ambiguous ones are noted and left out."""
        try:
            found = self.names.person(word)
        except Ambiguous:
            self.warnings.append(PlanProblem(line, field, "owner_ambiguous", {"text": word}))
            return None
        if found is None:
            self.warnings.append(PlanProblem(line, field, "unknown_owner", {"text": word}))
        return found

    def _named(self, word: str) -> PersonRow | None:
        try:
            return self.names.person(word) if word else None
        except Ambiguous:
            return None

    def _known(self, person_id: int) -> PersonRow | None:
        if person_id not in self._people:
            found = org_queries.people_by_id(organization_id=self.actor.organization_id, ids=[person_id])
            self._people |= found
        person = self._people.get(person_id)
        return person if person is not None and person.is_active else None
