"""How passwords are kept."""

from django.contrib.auth.hashers import BCryptSHA256PasswordHasher


class BCrypt12PasswordHasher(BCryptSHA256PasswordHasher):
    """bcrypt over SHA-256, so that long passwords count whole; 2^12 rounds (OWASP Password Storage asks for ≥ 10)."""

    rounds = 12
