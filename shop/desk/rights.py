"""Who of the staff may do what with orders, and the groups in which a new shop finds them."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.contract import make_group

SEE = "shop.view_order"
PAPERS = "shop.view_invoice"  # for whoever keeps the books; who may see orders sees their papers too
WRITE = "shop.add_ordernote"
TELL = "shop.tell_order"
MEND = "shop.mend_order"
REFUND = "shop.refund_order"
GIVE = "shop.give_order"
SEE_WAITING = "shop.view_waiting"
SERVE_WAITING = "shop.serve_waiting"
SEE_REVIEWS = "shop.view_review"
MODERATE = "shop.change_review"
ANSWER = "home.change_contactmessage"

SUPPORT, MANAGERS = "Support", "Shop managers"
# Support does everything that moves no money and gives nothing away.
GROUPS = {SUPPORT: (SEE, WRITE, TELL, MEND, ANSWER, SEE_WAITING, SERVE_WAITING, SEE_REVIEWS, MODERATE)}
GROUPS[MANAGERS] = (*GROUPS[SUPPORT], REFUND, GIVE)


def permissions(*names: str):
    """The rows of these permissions ("app.codename")."""
    wanted = Q()
    for name in names:
        app, code = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=code)
    return Permission.objects.filter(wanted)


def make_groups(*, app_config, **kwargs) -> None:
    """Make the groups that are missing; what an owner has changed since is theirs, and stays.

    It runs after every migrate, since that is what each shop does on its way into production, and since the
    permissions that it gives are rows which are only there then.
    """
    for config in (app_config, apps.get_app_config("home")):
        create_permissions(config, verbosity=0)  # Django's own turn may come after ours
    for name, rights in GROUPS.items():
        make_group(name, rights=permissions(*rights))


def sees_papers(user) -> bool:
    """Whether somebody may look at invoices and credit notes."""
    return user.has_perm(SEE) or user.has_perm(PAPERS)


def refused(request: HttpRequest) -> HttpResponse:
    """The answer to somebody whose group may not do this."""
    return render(request, "desk/refused.html", status=403)
