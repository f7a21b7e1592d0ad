"""Feast at the same point-in-time join, and at the same question to its online store: `feast_peer.py FOLDER` reads eventos.csv and linhas.csv. Prints JSON on its last line."""

import json
import os
import sys
import time
from datetime import timedelta

import pandas as pd

folder = sys.argv[1]
os.environ["FEAST_USAGE"] = "False"
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, RepoConfig, ValueType  # noqa: E402
from feast.types import Float64  # noqa: E402

events = pd.read_csv(f"{folder}/eventos.csv", parse_dates=["quando", "soube"])
rows = pd.read_csv(f"{folder}/linhas.csv", parse_dates=["quando"])
# What it reads is a table in columns; that is not timed.
events["quando"] = events["quando"].dt.tz_localize("UTC")
events[["chave", "quando", "valor"]].to_parquet(f"{folder}/feast-eventos.parquet")
asked = pd.DataFrame({"chave": rows["chave"], "event_timestamp": rows["quando"].dt.tz_localize("UTC"), "ordem": range(len(rows))})

owner = Entity(name="dono", join_keys=["chave"], value_type=ValueType.STRING)
source = FileSource(name="eventos", path=f"{folder}/feast-eventos.parquet", timestamp_field="quando")
view = FeatureView(name="ultimo", entities=[owner], ttl=timedelta(days=30), schema=[Field(name="valor", dtype=Float64)], source=source)
config = {"type": "sqlite", "path": f"{folder}/feast-online.db"}
store = FeatureStore(
    config=RepoConfig(
        project="pares",
        registry=f"{folder}/feast-registry.db",
        provider="local",
        offline_store={"type": "file"},
        online_store=config,
        entity_key_serialization_version=3,
    )
)
store.apply([owner, view])

started = time.perf_counter()
joined = store.get_historical_features(entity_df=asked, features=["ultimo:valor"]).to_df()
worked = time.perf_counter() - started
# Rows of one key and one moment are one to it: by their place, what it gives back.
values = {int(place): None if pd.isna(value) else value for place, value in zip(joined["ordem"], joined["valor"])}

last = events["quando"].max().to_pydatetime()
started = time.perf_counter()
store.materialize(start_date=last - timedelta(days=365), end_date=last + timedelta(seconds=1))
filled = time.perf_counter() - started
took = []
for index in range(400):
    begun = time.perf_counter()
    store.get_online_features(features=["ultimo:valor"], entity_rows=[{"chave": f"h{(index * 7919) % 10000}"}]).to_dict()
    took.append((time.perf_counter() - begun) * 1000)
took.sort()
answer = {"joinMs": worked * 1000, "fillMs": filled * 1000, "p50": took[len(took) // 2], "p99": took[int(len(took) * 0.99)]}
print(json.dumps({**answer, "values": values}))
