"""Answers in Twilio's place on this machine: its protocol, its errors, its signed callbacks; nobody is written to."""
