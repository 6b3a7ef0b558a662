"""What Stripe's integration brings to the house."""

from api import contract as api
from integrations.stripe.standin import tasks  # noqa: F401 - registers its handlers

api.describe(
    "/api/checkout/webhook",
    post={
        "operationId": "checkout_webhook",
        "summary": "Hear of a payment",
        "description": "Where Stripe tells what happened. Signed events are written down, nothing else is heard.",
        "tags": ["checkout"],
        "parameters": [
            {"in": "header", "name": "Stripe-Signature", "required": True, "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
        "responses": {204: {"description": "Written down"}}
        | {status: api.refusal(status) for status in (400, 405, 413)},
    },
)
