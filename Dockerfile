# The shop as one image; compose runs it as web and as worker.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=storefront.settings.production
WORKDIR /shop
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN useradd --system --home /shop shop \
 && mkdir -p /data/static /data/pictures /data/private && chown -R shop /data \
 && SECRET_KEY=building-only-building-only-building-only-building-only ALLOWED_HOSTS=localhost \
    PUBLIC_URL=https://localhost DATABASE_URL=sqlite:////tmp/none DEFAULT_FROM_EMAIL=none@localhost \
    STATIC_ROOT=/data/static python manage.py collectstatic --noinput -v 0 \
 && chown -R shop /data/static
USER shop
EXPOSE 8000
CMD ["gunicorn", "--chdir", "site", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--no-control-socket", "storefront.wsgi:application"]
