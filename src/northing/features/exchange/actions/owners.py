"""Who holds and who owns each thing of a plan; what cannot be told is noted, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

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
    """Who holds an objective. ``team_name`` is a team still to be made.

    ``is_assumed``: the document tells the level but names nobody.
    """

    kind: HolderKind
    team: TeamRow | None = None
    team_name: str = ""
    person: PersonRow | None = None
    is_assumed: bool = False

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
        """Who holds an objective; none (and a problem) when the document names somebody we do not know."""
        if part.level is HolderKind.PERSON:
            return self._personal(part)
        if part.team and part.level is not HolderKind.ORGANIZATION:
            return self._of_team(part)
        if part.level is None and not self.actor.is_guide and self.actor.person_id is not None:
            return Holder(HolderKind.PERSON, person=self._known(self.actor.person_id))
        if part.level is HolderKind.TEAM:
            return self._of_unnamed_team(part)
        return Holder(HolderKind.ORGANIZATION)

    def _of_unnamed_team(self, part: PlanObjective) -> Holder:
        """The only team it can be; else whoever may hold it until somebody chooses."""
        team = self._only_team(part)
        if team is not None:
            self._assumed(part, "team", team.name)
            return Holder(HolderKind.TEAM, team=team, is_assumed=True)
        return self._own(part, "team") or self._nobodys(part, "team", "team_unnamed")

    def _only_team(self, part: PlanObjective) -> TeamRow | None:
        """The one team of the owner it names, or the only one there is; members hold for their own only."""
        if not self.actor.is_guide:
            return self._team_of(self.actor.person_id)
        owner = self._named(part.owner)
        return (self._team_of(owner.id) if owner is not None else None) or self._only_one

    def _team_of(self, person_id: int | None) -> TeamRow | None:
        if person_id is None:
            return None
        found = org_queries.teams_of_person(person_id=person_id, seen_by=self.actor)
        return org_queries.team_by_ref(ref=found[0].ref, seen_by=self.actor) if len(found) == 1 else None

    @cached_property
    def _only_one(self) -> TeamRow | None:
        teams = org_queries.teams(organization_id=self.actor.organization_id)
        return teams[0] if len(teams) == 1 else None

    def _own(self, part: PlanObjective, field: str) -> Holder | None:
        """What a member brings without a name is theirs: they may write it for nobody else."""
        person = None if self.actor.is_guide else self.by_id(self.actor.person_id)
        return self._held_by(part, field, person) if person is not None else None

    def _held_by(self, part: PlanObjective, field: str, person: PersonRow) -> Holder:
        self._assumed(part, field, person.name)
        return Holder(HolderKind.PERSON, person=person, is_assumed=True)

    def _nobodys(self, part: PlanObjective, field: str, code: str) -> Holder:
        self.warnings.append(PlanProblem(part.line, field, code, {}))
        return Holder(HolderKind.ORGANIZATION, is_assumed=True)

    def _assumed(self, part: PlanObjective, field: str, name: str) -> None:
        self.warnings.append(PlanProblem(part.line, field, "holder_assumed", {"name": name}))

    def _personal(self, part: PlanObjective) -> Holder | None:
        if not part.owner:
            return self._of_unnamed_person(part)
        person = self._named(part.owner)
        if person is None:
            self.problems.append(PlanProblem(part.line, "owner", "holder_unknown", {"text": part.owner}))
            return None
        return Holder(HolderKind.PERSON, person=person)

    def _of_unnamed_person(self, part: PlanObjective) -> Holder:
        own = self._own(part, "owner")
        if own is None and self.usual is not None and self.usual.is_active:
            own = self._held_by(part, "owner", self.usual)
        return own or self._nobodys(part, "owner", "person_unnamed")

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
