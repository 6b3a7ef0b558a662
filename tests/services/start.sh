# Starts this project's own PostgreSQL, Redis, stripe-mock and Elasticsearch on loopback and tells their addresses.
# To be sourced.
# They run in a folder of their own, beside whatever the machine has, and end with the shell.
services="$(mktemp -d)"
chmod 755 "$services"
pg_bin="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
pg_port="${PG_PORT:-55432}"
redis_port="${REDIS_PORT:-56379}"
mock_port="${STRIPE_MOCK_PORT:-52111}"
mock_version=v0.203.0

as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi; }

mkdir "$services/postgres"
[ "$(id -u)" = 0 ] && chown postgres "$services/postgres"
as_postgres "$pg_bin/initdb -D $services/postgres -A trust -U stillpoint -E UTF8 --locale=C.UTF-8 --no-sync" >/dev/null
# Without fsync only a machine that loses its power loses something: processes are killed here, machines are not.
# Databases that live for minutes are not worth compiling queries for, nor cleaning.
as_postgres "$pg_bin/pg_ctl -D $services/postgres -w -t 120 -l $services/postgres/log start \
  -o '-p $pg_port -k $services/postgres -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off \
  -c full_page_writes=off -c synchronous_commit=off -c jit=off -c autovacuum=off'" >/dev/null
redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --daemonize yes --dir "$services" \
  --pidfile "$services/redis.pid" >/dev/null

# Stripe's own, built once for each version of it. Where it cannot be built, the proofs that need it say so.
mock="${XDG_CACHE_HOME:-$HOME/.cache}/stillpoint/stripe-mock-$mock_version"
if [ ! -x "$mock/stripe-mock" ] && command -v go >/dev/null; then
  GOBIN="$mock" go install "github.com/stripe/stripe-mock@$mock_version" || echo "stripe-mock could not be built." >&2
fi
if [ -x "$mock/stripe-mock" ]; then
  "$mock/stripe-mock" -http-addr "127.0.0.1:$mock_port" >"$services/stripe-mock.log" 2>&1 &
  mock_pid=$!
  for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$mock_port") 2>/dev/null && break; sleep 0.1; done
  export STRIPE_MOCK_URL="http://127.0.0.1:$mock_port"
fi

# Elasticsearch's own server for integration tests, and a small plugin for two of its modules that are not published
# there. It needs a JDK of at least 21; where there is none, the proofs that need it say so.
elastic="${XDG_CACHE_HOME:-/var/tmp}/stillpoint/elasticsearch-9.5.3"
elastic_port="${ELASTICSEARCH_PORT:-59201}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/elasticsearch"
if (. "$here/jdk.sh") 2>/dev/null && command -v mvn >/dev/null; then
  mkdir -p "$(dirname "$elastic")"
  if bash "$here/setup.sh" "$elastic" >"$services/elasticsearch.log" 2>&1 &&
    ES_JAVA_OPTS="-Xms384m -Xmx384m -XX:TieredStopAtLevel=1" \
      bash "$here/start.sh" "$elastic" "$services/elasticsearch" "$elastic_port" >>"$services/elasticsearch.log" 2>&1; then
    export ELASTICSEARCH_URL="http://127.0.0.1:$elastic_port"
  else
    echo "Elasticsearch could not be started:" >&2
    tail -n 3 "$services/elasticsearch.log" >&2
    export ELASTICSEARCH_EXCUSE="it could not be started; what it said stands at the beginning"
  fi
else
  export ELASTICSEARCH_EXCUSE="it needs Maven and a JDK of at least 21, and here is none"
fi

stop_services() {
  [ -f "$services/elasticsearch/pid" ] && kill "$(cat "$services/elasticsearch/pid")" 2>/dev/null
  [ -n "${mock_pid:-}" ] && kill "$mock_pid" 2>/dev/null
  as_postgres "$pg_bin/pg_ctl -D $services/postgres -m immediate stop" >/dev/null 2>&1 || true
  redis-cli -p "$redis_port" shutdown nosave >/dev/null 2>&1 || true
  rm -rf "$services"
}
trap stop_services EXIT

export DATABASE_URL="postgresql://stillpoint@127.0.0.1:$pg_port/postgres"
export REDIS_URL="redis://127.0.0.1:$redis_port"
