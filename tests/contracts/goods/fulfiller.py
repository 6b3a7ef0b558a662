"""Walks keep every promise that goods can keep, postcards only what they must; against the contracts alone."""

from __future__ import annotations

from fractions import Fraction

from django import forms
from django.db.models import Sum

from home.cards import Card
from shop.contract import (
    Acceptance,
    Attachment,
    CheckoutStep,
    Description,
    Fulfiller,
    NextStep,
    Unavailable,
    end_access,
    give_access,
)
from tests.contracts.goods.models import KeptPlace, Postcard, Walk, Walker

KIND = "walk"


class WalkersForm(forms.Form):
    def __init__(self, *args, lines, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            names = line.choices.get("walkers", [])
            for number in range(line.quantity):
                self.fields[f"walker_{line.pk}_{number}"] = forms.CharField(
                    label=f"Walker {number + 1}",
                    max_length=100,
                    initial=names[number] if number < len(names) else "",
                    error_messages={"required": "Write who is coming"},
                )


class WhoIsComing(CheckoutStep):
    code = "walkers"
    title = "Who is coming"

    def form(self, *, lines, buyer, data=None):
        return WalkersForm(data, lines=lines)

    def save(self, *, lines, form) -> None:
        for line in lines:
            line.choices = line.choices | {
                "walkers": [form.cleaned_data[f"walker_{line.pk}_{number}"] for number in range(line.quantity)]
            }
            line.save(update_fields=["choices"])


class WalkFulfiller(Fulfiller):
    kind = KIND
    kind_label = "Walk"

    def cards(self, offers, *, language):
        offers = list(offers)
        walks = Walk.objects.in_bulk([offer.record_id for offer in offers])
        return {
            offer.pk: Card(
                key=offer.key,
                kind=KIND,
                kind_label=self.kind_label,
                url=f"/{language}/walks/{offer.record_id}/",
                title=walks[offer.record_id].title,
                facts=("Three hours",),
            )
            for offer in offers
            if offer.record_id in walks
        }

    def hold(self, line, *, until) -> None:
        walk = Walk.objects.select_for_update().get(pk=line.offer.record_id)
        kept = walk.kept.exclude(line_id=line.pk).aggregate(places=Sum("places"))["places"] or 0
        free = walk.places - walk.walkers.count() - kept
        if line.quantity > free:
            raise Unavailable(f"Only {free} places are left.")
        KeptPlace.objects.update_or_create(
            line_id=line.pk, defaults={"walk": walk, "places": line.quantity, "until": until}
        )

    def release(self, line) -> None:
        KeptPlace.objects.filter(line_id=line.pk).delete()

    def revalidate(self, line) -> None:
        if Walk.objects.filter(pk=line.offer.record_id, cancelled=True).exists():
            raise Unavailable("This walk is off.")

    def checkout_step(self):
        return WhoIsComing()

    def acceptances(self, lines):
        return [Acceptance("boots", "I bring boots.")]

    def grant(self, line) -> None:
        for name in line.choices["walkers"]:
            Walker.objects.get_or_create(walk_id=line.record_id, order_line_id=line.pk, name=name)
        KeptPlace.objects.filter(line_id=line.from_line).delete()
        give_access(line, line.record, at=line.order.paid_at)

    def revoke(self, line) -> None:
        Walker.objects.filter(order_line_id=line.pk).delete()
        end_access(line, at=line.order.paid_at)

    def describe(self, line, *, language):
        return Description(
            text="Meet at the old lime tree.",
            attachments=(Attachment("walk.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),),
        )

    def next_step(self, line, *, language):
        return NextStep("See the way", f"/{language}/walks/{line.record_id}/way/", "Bring water.")

    def refund_share(self, line, *, at):
        return Fraction(1, 2)


class PostcardFulfiller(Fulfiller):
    kind = "postcard"

    def cards(self, offers, *, language):
        offers = list(offers)
        found = Postcard.objects.in_bulk([offer.record_id for offer in offers])
        return {
            offer.pk: Card(
                key=offer.key, kind="postcard", kind_label="Postcard", url="/", title=str(found[offer.record_id])
            )
            for offer in offers
            if offer.record_id in found
        }

    def grant(self, line) -> None:
        give_access(line, line.record, at=line.order.paid_at)

    def revoke(self, line) -> None:
        end_access(line, at=line.order.paid_at)
