"""The organization, its people, teams, strategy and health metrics."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from northing.demo.telling.calendar import Calendar
from northing.features.kpis import actions as kpi_actions
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.features.strategy import actions as strategy_actions
from northing.kit.actors import Actor, Role, Via


@dataclass(slots=True)
class Stage:
    """Who is on stage: refs by the story's keys, and the actors that act."""

    organization_id: int
    slug: str
    principal: Actor
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    pillars: dict[str, str] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)


def found(tale: dict[str, Any], *, at: datetime) -> Stage:
    """Found the organization with its principal, who is the first person of the story."""
    told, first = tale["organization"], tale["person"][0]
    founded = org_actions.found_organization(
        name=told["name"],
        slug=told["slug"],
        at=at,
        principal_name=first["name"],
        principal_email=mail_of(first["key"], told["slug"]),
        language=told["locale"],
        time_zone=told["time_zone"],
        locale=told["locale"],
        currency=told["currency"],
        via=Via.DEMO,
    )
    stage = Stage(founded.organization.id, told["slug"], founded.actor)
    assert founded.person is not None
    stage.people[first["key"]] = founded.person.ref
    org_actions.change_person(
        actor=founded.actor, ref=founded.person.ref, changes={"title": first["title"]}, at=at
    )
    stage.actors[first["key"]] = founded.actor
    if founded.user_id is not None:
        stage.users[first["key"]] = founded.user_id
    return stage


def mail_of(key: str, slug: str) -> str:
    """A mail address that reaches nobody (a reserved domain)."""
    return f"{key}@{slug}.example"


def bring_people(stage: Stage, tale: dict[str, Any], *, at: datetime) -> None:
    """Everybody else, with a login each and no password: the demo prints one-time links."""
    for told in tale["person"][1:]:
        key = told["key"]
        row = org_actions.add_person(
            actor=stage.principal,
            name=told["name"],
            at=at,
            email=mail_of(key, stage.slug),
            title=told["title"],
            role=Role(told.get("role", "member")),
            manager=stage.people.get(told.get("manager", "")),
        )
        stage.people[key] = row.ref
        stage.users[key] = org_actions.link_user(actor=stage.principal, ref=row.ref, at=at)
        stage.actors[key] = org_queries.actor_for_person(
            organization_id=stage.organization_id, person_id=row.id, via=Via.DEMO
        )


def form_teams(stage: Stage, tale: dict[str, Any], *, at: datetime) -> None:
    """Teams with their leads and members; parents come first in the story."""
    for position, told in enumerate(tale["team"]):
        team = org_actions.create_team(
            actor=stage.principal,
            name=told["name"],
            at=at,
            parent=stage.teams.get(told.get("parent", "")),
            lead=stage.people[told["lead"]],
            position=position,
        )
        stage.teams[told["key"]] = team.ref
        for key in told["members"]:
            org_actions.join_team(actor=stage.principal, team=team.ref, person=stage.people[key], at=at)


def declare_strategy(stage: Stage, tale: dict[str, Any], *, at: datetime) -> None:
    """Mission, vision, purpose and the pillars."""
    told = tale["strategy"]
    strategy_actions.write_statement(actor=stage.principal, changes=told, at=at)
    for item in tale["pillar"]:
        pillar = strategy_actions.create_pillar(
            actor=stage.principal, name=item["name"], description=item["description"], at=at
        )
        stage.pillars[item["key"]] = pillar.ref


def watch_kpis(stage: Stage, tale: dict[str, Any], calendar: Calendar) -> None:
    """Health metrics with one reading a week."""
    for told in tale["kpi"]:
        owner = stage.actors[told["owner"]]
        kpi = kpi_actions.create_kpi(
            actor=stage.principal,
            at=calendar.at(calendar.closed_ends_on),
            fields={
                "title": told["title"],
                "unit": told["unit"],
                "decimals": told.get("decimals", 0),
                "direction": told["direction"],
                "lower": Decimal(told["lower"]) if "lower" in told else None,
                "upper": Decimal(told["upper"]) if "upper" in told else None,
                "team": stage.teams[told["team"]],
                "owner": stage.people[told["owner"]],
            },
        )
        days = len(told["readings"])
        for week, value in enumerate(told["readings"]):
            on = calendar.today - timedelta(weeks=days - 1 - week, days=1)
            kpi_actions.record_kpi_reading(
                actor=owner, kpi=kpi.ref, value=Decimal(value), on=on, today=on, at=calendar.at(on)
            )


def leave_for_a_while(stage: Stage, tale: dict[str, Any], calendar: Calendar) -> None:
    """Absences with their deputies, counted from today."""
    for told in tale["absence"]:
        org_actions.add_absence(
            actor=stage.principal,
            person=stage.people[told["person"]],
            starts_on=calendar.today + timedelta(days=told["from_day"]),
            ends_on=calendar.today + timedelta(days=told["to_day"]),
            deputy=stage.people[told["deputy"]],
            at=calendar.at(calendar.today + timedelta(days=min(told["from_day"], 0))),
        )
