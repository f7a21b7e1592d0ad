-- What lets one page of a search be read without reading all runs: values in order, per key. Long texts are indexed by their beginning only.
-- A metric that is NaN sorts after all values, so it has an index of its own, which is empty for most.
CREATE INDEX latest_metrics_by_value ON latest_metrics (key, value) WHERE is_nan = 0;
CREATE INDEX latest_metrics_nan ON latest_metrics (key) WHERE is_nan = 1;
CREATE INDEX params_by_value ON params (key, substr(value, 1, 64));
CREATE INDEX tags_by_value ON tags (key, substr(value, 1, 64));
