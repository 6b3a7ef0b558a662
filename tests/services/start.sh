# Starts this project's own PostgreSQL and Redis on loopback and tells their addresses. To be sourced.
# Both run in a folder of their own, beside whatever the machine has, and end with the shell.
services="$(mktemp -d)"
chmod 755 "$services"
pg_bin="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
pg_port="${PG_PORT:-55432}"
redis_port="${REDIS_PORT:-56379}"

as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi; }

mkdir "$services/postgres"
[ "$(id -u)" = 0 ] && chown postgres "$services/postgres"
as_postgres "$pg_bin/initdb -D $services/postgres -A trust -U stillpoint --no-sync" >/dev/null
as_postgres "$pg_bin/pg_ctl -D $services/postgres -w -l $services/postgres/log start \
  -o '-p $pg_port -k $services/postgres -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=on'" >/dev/null
redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --daemonize yes --dir "$services" \
  --pidfile "$services/redis.pid" >/dev/null

stop_services() {
  as_postgres "$pg_bin/pg_ctl -D $services/postgres -m immediate stop" >/dev/null 2>&1 || true
  redis-cli -p "$redis_port" shutdown nosave >/dev/null 2>&1 || true
  rm -rf "$services"
}
trap stop_services EXIT

export DATABASE_URL="postgresql://stillpoint@127.0.0.1:$pg_port/postgres"
export REDIS_URL="redis://127.0.0.1:$redis_port"
