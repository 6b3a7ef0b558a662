"""Rows that editors add to articles."""

from django.db import models
from modelcluster.fields import ParentalKey

from home.pages.rows import ThemeRow


class ArticleTheme(ThemeRow):
    """What an article is about."""

    page = ParentalKey("home.ArticlePage", on_delete=models.CASCADE, related_name="themes")
