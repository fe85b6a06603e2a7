"""Organizations and the people in them: users, organizations, people, teams, roles, absences, quiet days, sign-in.

Owns the words organization, person, member, team, role, manager, lead, deputy, absence, quiet day.
"""
