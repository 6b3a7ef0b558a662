"""Resend through anymail, so that a letter whose answer was lost is not sent twice.

Set MAIL_TRANSPORT=integrations.email.resend.EmailBackend and RESEND_API_KEY.
"""

from anymail.backends import resend


class EmailBackend(resend.EmailBackend):
    """Resend remembers an `Idempotency-Key` for 24 hours (its reference: Idempotency Keys)."""

    def build_message_payload(self, message, defaults):
        return Payload(message, defaults, self)


class Payload(resend.ResendPayload):
    def get_request_params(self, api_url):
        """The request, with the message's own key; equal messages have equal bodies, which Resend insists on."""
        params = super().get_request_params(api_url)
        params["headers"]["Idempotency-Key"] = self.message.idempotency_key
        return params
