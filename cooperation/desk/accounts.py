"""Accounts and groups at the desk. Only a superuser can give more rights than he has."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.http import HttpRequest

from cooperation.desk.link_fields import LinksFormField
from cooperation.desk.roles import ROLES
from cooperation.exchange.checked_lists import CheckedLists


def permissions_of(account: Any) -> set[int]:
    """Primary keys of all permissions of an account. An inactive one has them too: it can be made active again."""
    granted = Permission.objects.filter(Q(user=account) | Q(group__user=account))
    return set(granted.values_list("pk", flat=True))


def may_change_account(user: Any, account: User) -> bool:
    """Who can set the password of an account can sign in as it, and so gains all its rights."""
    return not account.is_superuser and permissions_of(account) <= permissions_of(user)


def may_change_group(user: Any, group: Group) -> bool:
    """Migrating gives a role its permissions by the name of its group, so no other group may take that name."""
    granted = set(group.permissions.values_list("pk", flat=True))
    return group.name not in ROLES and granted <= permissions_of(user)


class LimitedToOwnRights(CheckedLists):
    may_change: Callable[[Any, Any], bool]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.is_within_rights(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_within_rights(request, obj)

    def is_within_rights(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or request.user.is_superuser or type(self).may_change(request.user, obj)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """Offer the permissions that the user has himself, and groups with no others."""
        if not request.user.is_superuser:
            own = permissions_of(request.user)
            if db_field.related_model is Permission:
                kwargs["queryset"] = Permission.objects.filter(pk__in=own)
            if db_field.related_model is Group:
                kwargs["queryset"] = Group.objects.exclude(permissions__in=Permission.objects.exclude(pk__in=own))
        kwargs["form_class"] = LinksFormField
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class AccountAdmin(LimitedToOwnRights, UserAdmin):
    may_change = staticmethod(may_change_account)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        readonly = super().get_readonly_fields(request, obj)
        return readonly if request.user.is_superuser else (*readonly, "is_superuser")


class AccountGroupAdmin(LimitedToOwnRights, GroupAdmin):
    may_change = staticmethod(may_change_group)


# Django registers its own pages of both as soon as they are imported.
admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, AccountGroupAdmin)
