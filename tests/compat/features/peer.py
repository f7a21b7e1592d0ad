"""Point-in-time joins by pandas: `peer.py FOLDER` reads eventos.csv and linhas.csv, prints the joined values and the seconds that the join took."""
import json
import sys
import time

import pandas as pd

folder = sys.argv[1]
ttl = pd.Timedelta(days=30)
started = time.perf_counter()
events = pd.read_csv(f"{folder}/eventos.csv", parse_dates=["quando", "soube"])
rows = pd.read_csv(f"{folder}/linhas.csv", parse_dates=["quando"])
read = time.perf_counter()
rows["ordem"] = range(len(rows))
rows = rows.sort_values("quando", kind="stable")

# By event time alone.
plain = events.sort_values("quando", kind="stable")[["chave", "quando", "valor"]]
joined = pd.merge_asof(rows, plain, on="quando", by="chave", tolerance=ttl)

# By what was known: an event that came late is the newest only from then on, and only if none that happened after it was known before.
events["conhecido"] = events[["quando", "soube"]].max(axis=1)
events = events.reset_index(names="lugar").sort_values(["quando", "conhecido", "lugar"], kind="stable").reset_index(drop=True)
events["idade"] = events.index
known = events.sort_values(["conhecido", "idade"], kind="stable")
known["mais_novo"] = known.groupby("chave")["idade"].cummax()
steps = known[["chave", "conhecido", "mais_novo"]].rename(columns={"conhecido": "quando"})
late = pd.merge_asof(rows, steps, on="quando", by="chave")
found = late["mais_novo"].notna()
newest = events.loc[late.loc[found, "mais_novo"].astype(int)]
age = late.loc[found, "quando"].to_numpy() - newest["quando"].to_numpy()
value = pd.Series(float("nan"), index=late.index)
value.loc[found] = newest["valor"].where(age <= ttl.to_timedelta64()).to_numpy()
late["valor"] = value

joined = joined.sort_values("ordem")["valor"]
late = late.sort_values("ordem")["valor"]
worked = time.perf_counter() - read
clean = lambda column: [None if pd.isna(each) else each for each in column.tolist()]
answer = {"workMs": worked * 1000, "readMs": (read - started) * 1000}
if "--values" in sys.argv:
    answer |= {"plain": clean(joined), "known": clean(late)}
print(json.dumps(answer))
