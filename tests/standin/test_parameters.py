"""What Stripe would refuse, the stand-in refuses, in Stripe's words; so a wrong request never gets as far as a shop."""

import pytest
import stripe

from tests.factories.stripe import line, make_client, make_session, session_params

pytestmark = pytest.mark.django_db


def with_price(**values) -> dict:
    """A session's parameters whose only line has another price."""
    return session_params({"quantity": 1, "price_data": {**line()["price_data"], **values}})


def refusal(call) -> tuple[str | None, str | None]:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call()
    return refused.value.code, refused.value.param


@pytest.mark.parametrize(
    ("values", "code", "param"),
    [
        ({"colour": "blue"}, "parameter_unknown", "colour"),
        ({"mode": "pay"}, None, "mode"),
        ({"ui_mode": "hosted"}, None, "ui_mode"),
        ({"success_url": "/thanks/"}, "url_invalid", "success_url"),
        ({"success_url": ""}, "parameter_invalid_empty", "success_url"),
        ({"success_url": None}, "parameter_missing", "success_url"),
        ({"cancel_url": "javascript:alert(1)"}, "url_invalid", "cancel_url"),
        ({"client_reference_id": "x" * 201}, "parameter_invalid_string", "client_reference_id"),
        ({"client_reference_id": "nul\x00"}, None, "client_reference_id"),
        ({"customer_email": "nobody"}, "email_invalid", "customer_email"),
        ({"metadata": {"order": {"id": "A-1"}}}, None, "metadata[order]"),
        ({"metadata": {"x" * 41: "1"}}, "parameter_invalid_string", "metadata"),
        ({"metadata": {str(number): "1" for number in range(51)}}, None, "metadata"),
        ({"line_items": []}, "parameter_missing", "line_items"),
        ({"line_items": "none"}, None, "line_items"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0]"),
        ({"line_items": [{"price": "price_1", "quantity": 1}]}, "resource_missing", "line_items[0][price]"),
        ({"line_items": [line(), line(currency="usd")]}, None, "line_items"),
        ({"line_items": [line(amount=49)]}, "amount_too_small", None),
        ({"line_items": [line(amount=90_000_000, quantity=2)]}, "amount_too_large", None),
        ({"line_items": [line(quantity=0)]}, "parameter_invalid_integer", "line_items[0]"),
        ({"expires_at": 5}, None, "expires_at"),
        ({"expires_at": "tomorrow"}, "parameter_invalid_integer", "expires_at"),
        ({"adaptive_pricing": {"enabled": "perhaps"}}, None, "adaptive_pricing[enabled]"),
    ],
)
def test_a_wrong_session_is_refused(values, code, param):
    params = {name: value for name, value in session_params(**values).items() if value is not None}

    assert refusal(lambda: make_client().v1.checkout.sessions.create(params)) == (code, param)


@pytest.mark.parametrize(
    ("price", "code", "param"),
    [
        ({"unit_ammount": 1}, "parameter_unknown", "unit_ammount"),
        ({"unit_amount": 79.5}, "parameter_invalid_integer", "unit_amount"),
        ({"unit_amount": "free"}, "parameter_invalid_integer", "unit_amount"),
        ({"unit_amount": -1}, "parameter_invalid_integer", None),
        ({"currency": "xxx"}, None, "currency"),
        ({"product_data": {}}, "parameter_missing", "product_data"),
        ({"product_data": {"name": ""}}, "parameter_invalid_empty", "product_data][name"),
        ({"recurring": {"interval": "fortnight"}}, None, "recurring][interval"),
    ],
)
def test_a_wrong_price_is_refused(price, code, param):
    given, where = refusal(lambda: make_client().v1.checkout.sessions.create(with_price(**price)))

    # An empty object is sent as nothing at all, so it is missed where it should have been.
    assert given == code
    assert where == (f"line_items[0][price_data][{param}]" if param else "line_items[0]")


@pytest.mark.parametrize(
    "values",
    [
        {"mode": "subscription"},
        {"discounts": [{"coupon": "SPRING"}]},
        {"automatic_tax": {"enabled": True}},
        {"allow_promotion_codes": True},
        {"ui_mode": "embedded_page"},
    ],
)
def test_what_would_change_the_sum_and_is_not_known_here_is_an_error_and_never_ignored(values):
    with pytest.raises(stripe.InvalidRequestError, match="The stand-in does not know"):
        make_session(**values)


def test_what_changes_nothing_is_taken():
    session = make_session(
        adaptive_pricing={"enabled": False},
        locale="auto",
        submit_type="pay",
        metadata={},
        allow_promotion_codes=False,
        custom_text={"submit": {"message": "Thank you"}},
        excluded_payment_method_types=["sepa_debit"],
    )

    assert session.payment_method_types == ["card"]
    assert session.custom_text.submit.message == "Thank you"


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "parameter_missing"),
        ({"payment_intent": "pi_nobody"}, "resource_missing"),
        ({"payment_intent": "pi_nobody", "reason": "boredom"}, None),
        ({"payment_intent": "pi_nobody", "order": "A-1"}, "parameter_unknown"),
    ],
)
def test_a_wrong_refund_is_refused(params, code):
    assert refusal(lambda: make_client().v1.refunds.create(params))[0] == code


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"limit": 101}, {"starting_after": "cs_test_nobody"}, {"status": "odd"}]
)
def test_a_wrong_question_is_refused(wrong):
    with pytest.raises(stripe.InvalidRequestError):
        make_client().v1.checkout.sessions.list(wrong)


def test_only_what_can_be_expanded_is():
    session = make_session()

    for path in ("amount_total", "nothing", "a.b.c.d.e"):
        with pytest.raises(stripe.InvalidRequestError):
            make_client().v1.checkout.sessions.retrieve(session.id, {"expand": [path]})
