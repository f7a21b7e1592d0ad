"""The same work by pandas and by Great Expectations: `peer.py profile|expect FILE [SUITE]` prints one JSON object. Reading the file counts."""
import json
import resource
import sys
import time

what, path = sys.argv[1:3]
started = time.perf_counter()
if what == "expect":
    import great_expectations as gx
import pandas as pd

imported = time.perf_counter()
quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def read():
    return pd.read_parquet(path) if path.endswith(".parquet") else pd.read_csv(path, parse_dates=["partida"])


def profile(frame):
    columns = {}
    numeric = frame.select_dtypes(["number"])
    for name in frame.columns:
        column = frame[name]
        found = {"missing": int(column.isna().sum()), "distinct": int(column.nunique()), "top": column.value_counts().head(10).tolist()}
        if name in numeric:
            import numpy as np

            present = column.dropna()
            found |= {"mean": float(present.mean()), "sd": float(present.std()), "min": float(present.min()), "max": float(present.max())}
            found |= {"quantiles": present.quantile(quantiles).tolist(), "zeros": int((present == 0).sum()), "negatives": int((present < 0).sum())}
            found |= {"histogram": np.histogram(present, bins=30)[0].tolist()}
        elif pd.api.types.is_datetime64_any_dtype(column):
            import numpy as np

            found |= {"histogram": np.histogram(column.dropna().astype("int64"), bins=30)[0].tolist()}
        elif not pd.api.types.is_bool_dtype(column):
            lengths = column.dropna().str.len()
            found |= {"lengths": [int(lengths.min()), int(lengths.max()), float(lengths.mean())]}
        columns[name] = found
    answer = {"rows": len(frame), "columns": columns, "correlations": numeric.corr().to_dict()}
    # Beside what is measured: only of small tables, for comparison.
    return answer | {"relations": relations(frame)} if len(frame) <= 10_000 else answer


def relations(frame):
    from scipy.stats.contingency import association

    numeric = frame.select_dtypes(["number"])
    cramer = association(pd.crosstab(frame["companhia"], frame["cancelado"]).to_numpy(), method="cramer")
    return {"pearson": numeric.corr().to_dict(), "spearman": numeric.corr(method="spearman").to_dict(), "cramer": {"companhia": {"cancelado": float(cramer)}}}


def expect(frame):
    suite = json.load(open(sys.argv[3]))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    definition = context.data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("b")
    asked = gx.ExpectationSuite(name=suite["suite"])
    for each in suite["expectations"]:
        kwargs = {key: value for key, value in each.items() if key not in ("type", "severity")}
        kind = "".join(word.capitalize() for word in each["type"].split("_"))
        asked.add_expectation(getattr(gx.expectations, kind)(**kwargs))
    # Not through a validation definition: that one stores its results, and cannot write what numpy answers.
    found = definition.get_batch(batch_parameters={"dataframe": frame}).validate(asked, result_format="SUMMARY")
    return [
        {"type": each.expectation_config.type, "column": each.expectation_config.kwargs.get("column"), "success": bool(each.success), "unexpected": each.result.get("unexpected_count")}
        for each in found.results
    ]


frame = read()
was_read = time.perf_counter()
answer = profile(frame) if what == "profile" else expect(frame)
ended = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"importMs": (imported - started) * 1e3, "readMs": (was_read - imported) * 1e3, "workMs": (ended - was_read) * 1e3, "peakMb": peak, "answer": answer}, default=str))
