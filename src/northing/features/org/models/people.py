"""Users, organizations, people and the days they are away."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from northing.kit.actors import Role
from northing.kit.storage.rows import NamedRow, TenantRow


class Theme(models.TextChoices):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class UserRows(BaseUserManager["User"]):
    """What Django's and allauth's sign-in code asks for."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A login. The same user may be a person in several organizations (agencies)."""

    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=10, blank=True, default="")
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserRows()

    def __str__(self) -> str:
        return self.email

    @classmethod
    def every(cls) -> models.QuerySet[User]:
        """All users: a login belongs to no organization. Mail addresses are kept in lower case."""
        return cls._default_manager.all()


class Organization(models.Model):
    """The tenant. Nothing crosses it."""

    ref = models.CharField(max_length=12, unique=True, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=10, default="en")
    week_start = models.PositiveSmallIntegerField(default=0)  # 0 = Monday, as date.weekday()
    fiscal_year_start = models.PositiveSmallIntegerField(default=1)  # month, 1 = January
    currency = models.CharField(max_length=3, default="EUR")
    policy = models.JSONField(default=dict, blank=True)  # overrides only; defaults live in domain.policy
    rolled_on = models.DateField(null=True)  # last calendar day the day roll finished
    created_at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def every(cls) -> models.QuerySet[Organization]:
        """All organizations, for the few places that do not start inside one (sign-in, set-up, operator)."""
        return cls._default_manager.all()


class Person(NamedRow):
    """Someone in one organization; may or may not have a login."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    role = models.CharField(
        max_length=10, choices=[(role.value, role.value) for role in Role], default=Role.MEMBER.value
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "ref"], name="person_ref"),
            models.UniqueConstraint(
                fields=["organization", "email"], condition=~models.Q(email=""), name="person_email"
            ),
            models.UniqueConstraint(
                fields=["organization", "user"], condition=models.Q(user__isnull=False), name="person_user"
            ),
        ]
        indexes = [models.Index(fields=["organization", "name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of_user(cls, user_id: int) -> models.QuerySet[Person]:
        """The people one user is, over all organizations: the only query that may cross them."""
        return cls._default_manager.filter(user_id=user_id)


class Absence(TenantRow):
    """Days a person is away; reminders and the right to check in pass to the deputy."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    deputy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="stands_in"
    )

    class Meta:
        indexes = [models.Index(fields=["organization", "person", "ends_on"], name="absence_by_person")]


class QuietDays(TenantRow):
    """Days nobody is expected to update: they do not age a number."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organization", "starts_on"], name="quiet_days_by_start")]
