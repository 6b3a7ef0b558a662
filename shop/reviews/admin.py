"""Reviews in staff's hands: the queue with the words to read, many decided at once, one with its reports and answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from shop.desk import rights
from shop.desk.admin import DeskMenuItem
from shop.reviews import operations
from shop.reviews.forms import AnswerForm, DecideForm, DecideManyForm
from shop.reviews.models import Review
from shop.reviews.queries import cards_of, waiting
from shop.reviews.registry import kind_of_type

ICON = "pick"
ON_A_PAGE = 25
LONGEST_SEARCH = 100
OPEN_REPORTS = Q(reports__isnull=False, reports__settled_at=None)
WHICH = {
    "pending": (gettext_lazy("Waiting"), Q(state=Review.State.PENDING)),
    "reported": (gettext_lazy("Reported"), OPEN_REPORTS),
    "approved": (gettext_lazy("Shown"), Q(state=Review.State.APPROVED)),
    "rejected": (gettext_lazy("Not shown"), Q(state=Review.State.REJECTED)),
    "spam": (gettext_lazy("Spam"), Q(state=Review.State.SPAM)),
    "all": (gettext_lazy("All"), Q()),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which reviews wait, with their words; what waited longest stands first."""
    if not request.user.has_perm(rights.SEE_REVIEWS):
        return rights.refused(request)
    return _queue(request, DecideManyForm())


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide on all that are ticked."""
    if not request.user.has_perm(rights.MODERATE):
        return rights.refused(request)
    form = DecideManyForm(request.POST)
    if not form.is_valid():
        return _queue(request, form, status=422)
    clean, at = form.cleaned_data, timezone.now()
    for review in clean["reviews"]:
        operations.decide(review_id=review.pk, state=clean["decision"], reason=clean["reason"], at=at)
        log(instance=review, action=f"shop.review.{clean['decision']}")
    words = ngettext("%(count)s review is decided.", "%(count)s reviews are decided.", len(clean["reviews"]))
    messages.success(request, words % {"count": len(clean["reviews"])})
    return redirect(_queue_address(request))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, review: int) -> HttpResponse:
    """One review with what was reported of it: decide, or answer it in public."""
    if not request.user.has_perm(rights.SEE_REVIEWS):
        return rights.refused(request)
    found = get_object_or_404(Review.objects.select_related("reviewer__user"), pk=review)
    answers = "answer" in request.POST
    decide = DecideForm(None if answers or not request.POST else request.POST, initial={"reason": found.reason})
    answer = AnswerForm(request.POST if answers else None, initial={"reply": found.reply})
    if request.method == "POST":
        if not request.user.has_perm(rights.MODERATE):
            return rights.refused(request)
        form = answer if answers else decide
        if form.is_valid():
            return _act_on(request, found, form)
    return _show(request, found, decide, answer, status=422 if request.POST else 200)


def _act_on(request: HttpRequest, review: Review, form: DecideForm | AnswerForm) -> HttpResponse:
    clean, at = form.cleaned_data, timezone.now()
    if isinstance(form, AnswerForm):
        operations.answer(review_id=review.pk, text=clean["reply"], at=at)
        log(instance=review, action="shop.review.answer")
        messages.success(request, _("The answer is kept."))
        return redirect("reviews_desk:one", review.pk)
    operations.decide(review_id=review.pk, state=clean["decision"], reason=clean["reason"], at=at)
    log(instance=review, action=f"shop.review.{clean['decision']}")
    messages.success(request, _("It is decided."))
    return redirect("reviews_desk:index")


def _queue(request: HttpRequest, form: DecideManyForm, *, status: int = 200) -> HttpResponse:
    which = request.GET.get("which", "pending")
    which = which if which in WHICH else "pending"
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    page = Paginator(_rows(which, words), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "shown": _with_cards(page.object_list),
        "tabs": _tabs(which),
        "form": form,
        "words": words,
        "which": which,
        "query": urlencode({"which": which, **({"q": words} if words else {})}),
        "may_decide": request.user.has_perm(rights.MODERATE),
    }
    return _page(request, "desk/reviews.html", _("Reviews"), status=status, **context)


def _tabs(which: str) -> list[dict]:
    counts = waiting()
    return [
        {"label": label, "url": f"?which={name}", "current": name == which, "count": counts.get(name)}
        for name, (label, _fits) in WHICH.items()
    ]


def _rows(which: str, words: str) -> QuerySet[Review]:
    rows = Review.objects.filter(WHICH[which][1]).select_related("reviewer__user")
    if words:
        named = Q(reviewer__address__icontains=words) | Q(reviewer__user__email__icontains=words)
        rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words) | Q(name__icontains=words) | named)
    count = Count("reports", filter=Q(reports__settled_at=None), distinct=True)
    order = ("written_at", "pk") if which in ("pending", "reported") else ("-written_at", "-pk")
    return rows.annotate(open_reports=count).order_by(*order)


def _with_cards(reviews: list[Review]) -> list[dict]:
    """Reviews with what they are about, in few queries."""
    things = {(kind, review.record_id) for review in reviews if (kind := kind_of_type(review.record_type_id))}
    cards = cards_of(things, language=get_language())
    by_type = {(kind.type_id, record_id): cards.get((kind.code, record_id)) for kind, record_id in things}
    return [{"review": one, "card": by_type.get((one.record_type_id, one.record_id))} for one in reviews]


def _show(request: HttpRequest, review: Review, decide: DecideForm, answer: AnswerForm, *, status: int) -> HttpResponse:
    (shown,) = _with_cards([review])
    context = {
        **shown,
        "decide": decide,
        "answer": answer,
        "reports": review.reports.select_related("user").order_by("-reported_at", "-pk"),
        "may_decide": request.user.has_perm(rights.MODERATE),
    }
    title = shown["card"].title if shown["card"] else str(review)
    return _page(request, "desk/review.html", title, status=status, **context)


def _queue_address(request: HttpRequest) -> str:
    """The list as it was."""
    which = request.GET.get("which", "pending")
    return f"{reverse('reviews_desk:index')}?{urlencode({'which': which if which in WHICH else 'pending'})}"


def _page(request: HttpRequest, template: str, title: str, *, status: int, **context) -> HttpResponse:
    here = reverse("reviews_desk:index")
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": here, "label": _("Reviews")}]
    if request.path != here:
        crumbs.append({"url": "", "label": title})
    frame = {"header_title": title, "header_icon": ICON, "breadcrumbs_items": crumbs}
    return render(request, template, frame | context, status=status)


class ReviewsViewSet(ViewSet):
    """Everything below /admin/reviews/."""

    name = "reviews_desk"
    url_prefix = "reviews"
    icon = ICON
    menu_label = gettext_lazy("Reviews")
    menu_order = 165
    add_to_admin_menu = True

    def get_menu_item(self, order=None):
        about = {"name": self.name, "icon_name": self.icon, "order": order or self.menu_order}
        return DeskMenuItem(self.menu_label, reverse("reviews_desk:index"), right=rights.SEE_REVIEWS, **about)

    def get_urlpatterns(self):
        return [
            path("", index, name="index"),
            path("decide/", decide_many, name="decide"),
            path("<int:review>/", one, name="one"),
        ]


class ReviewsPanel(Component):
    """How many reviews wait for somebody, on the first page of the administration; nothing where none does."""

    name = "waiting_reviews"
    template_name = "desk/reviews_panel.html"
    order = 95

    def get_context_data(self, parent_context):
        return waiting()
