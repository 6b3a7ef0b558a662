"""Answers in Stripe's place on this machine: its protocol, its objects, its signed webhooks; no money."""
