"""Addresses of people, teams and settings below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.org.views import people, policy, settings, teams, tokens

app_name = "org"

urlpatterns = [
    path("people", people.show_people, name="people"),
    path("people/new", people.new_person, name="person_new"),
    path("people/<ref:person>", people.show_person, name="person"),
    path("people/<ref:person>/edit", people.edit_person, name="person_edit"),
    path("people/<ref:person>/invite", people.invite_person, name="person_invite"),
    path("people/<ref:person>/link", people.link_person, name="person_link"),
    path("people/<ref:person>/leave", people.leave_person, name="person_leave"),
    path("people/<ref:person>/return", people.return_person, name="person_return"),
    path("people/<ref:person>/absences", people.add_absence, name="person_absences"),
    path("absences/<int:absence>/remove", people.remove_absence, name="absence_remove"),
    path("teams", teams.show_teams, name="teams"),
    path("teams/new", teams.new_team, name="team_new"),
    path("teams/<ref:team>", teams.show_team, name="team"),
    path("teams/<ref:team>/edit", teams.edit_team, name="team_edit"),
    path("teams/<ref:team>/close", teams.close_team, name="team_close"),
    path("teams/<ref:team>/reopen", teams.reopen_team, name="team_reopen"),
    path("settings", settings.change_settings, name="settings"),
    path("settings/quiet-days", settings.add_quiet_days, name="quiet_days"),
    path("settings/quiet-days/<int:quiet_days>/remove", settings.remove_quiet_days, name="quiet_days_remove"),
    path("settings/rules", policy.change_policy, name="policy"),
    path("account/tokens", tokens.show_tokens, name="tokens"),
    path("account/tokens/<ref:token>/end", tokens.end_token, name="token_end"),
    path("account", settings.show_account, name="account"),
    path("account/preferences", settings.save_preferences, name="preferences"),
]
