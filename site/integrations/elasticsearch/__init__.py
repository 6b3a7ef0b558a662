"""Search by Elasticsearch: `index.py` says how things lie there, `asking.py` how they are asked for."""
