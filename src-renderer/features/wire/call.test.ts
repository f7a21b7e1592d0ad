import { expect, it } from 'vitest';
import type { WireCall } from '#contract';
import { curlOf, isRepeatable, pathOf, pretty } from './call.ts';

const call: WireCall = {
  ...{ id: 1, at: 0, method: 'POST', url: '/api/2.0/mlflow/runs/log-metric', status: 200, durationMs: 1, client: null, runId: null, source: null },
  ...{ request: `{"key":"it's"}`, requestBytes: 14, response: '{}', responseBytes: 2 },
};

it('reads a path without what all have in common', () => {
  expect(pathOf(call.url)).toBe('runs/log-metric');
  expect(pathOf('/api/2.0/mlflow-artifacts/artifacts/0/a?x=1')).toBe('mlflow-artifacts/artifacts/0/a');
});
it('indents JSON and leaves what was cut as it is', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('{"a":…')).toBe('{"a":…');
});
it('gives a command that a shell takes as it is', () =>
  expect(curlOf(call, 'http://127.0.0.1:5000', 't')).toBe(
    `curl -X POST 'http://127.0.0.1:5000/api/2.0/mlflow/runs/log-metric' \\\n  -H 'Authorization: Bearer t' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"key":"it'\\''s"}'`,
  ));
it('repeats only what was kept whole', () => {
  expect(isRepeatable(call)).toBe(true);
  expect(isRepeatable({ ...call, request: '{"a":…' })).toBe(false);
  expect(isRepeatable({ ...call, method: 'PUT' })).toBe(false);
  expect(isRepeatable({ ...call, url: '/api/2.0/mlflow-artifacts/artifacts/0' })).toBe(false);
});
