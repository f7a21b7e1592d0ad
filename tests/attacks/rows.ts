/**
 * The published attacks on MLflow's server (CVE numbers beside each): what is sent, so that it can be sent to ours and to the MLflow that fell for it.
 * A row is refused when each request that is no `follow` ends with 4xx; whatever the answers, no canary may be touched.
 */
import type { Answered } from './send.ts';

export interface Target {
  experimentId: string;
  runId: string;
  /** A registered model. */
  model: string;
  /** Folder outside of everything the server may touch: holds `secret.txt` and `victim.txt`. */
  outside: string;
  /** Address that nobody may ask for. */
  listener: string;
}

export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  json?: unknown;
  body?: string;
  headers?: Record<string, string>;
  /** Not the attack itself but what leads to it or reads its result: may succeed. */
  follow?: true;
}

export interface Row {
  name: string;
  cves: string;
  send(target: Target): Sent[];
  /** What a server that let it pass is asked next. */
  onward?(target: Target, ask: (sent: Sent) => Promise<Answered>, answers: readonly Answered[]): Promise<void>;
}

const api = '/api/2.0/mlflow';
const files = '/api/2.0/mlflow-artifacts/artifacts';
const up = '../../../../../../../../../../..';
const version = (target: Target, about: object): Sent => ({
  method: 'POST',
  path: `${api}/model-versions/create`,
  json: { name: target.model, ...about },
});
const readBack = (target: Target, path = 'secret.txt'): Sent[] =>
  ['/model-versions/get-artifact', '/ajax-api/2.0/mlflow/model-versions/get-artifact'].map((route) => ({
    ...{ method: 'GET', path: `${route}?${new URLSearchParams({ path, name: target.model, version: '1' })}` },
  }));
const escaped = (text: string, times: number) => {
  let out = text.replaceAll('.', '%2e').replaceAll('/', '%2f');
  for (let i = 1; i < times; i += 1) out = out.replaceAll('%', '%25');
  return out;
};

const source = (name: string, cves: string, of: (target: Target) => string, extra: object = {}): Row => ({
  name: `version with ${name} for a source`,
  cves,
  send: (target) => [version(target, { source: of(target), ...extra }), ...readBack(target)],
});

const location = (name: string, of: (target: Target) => string): Row => ({
  name: `experiment at ${name}`,
  cves: '2023-6909, 2024-1483, 2024-1593, 2024-1594, 2024-2928, 2024-3848',
  send: (target) => [{ method: 'POST', path: `${api}/experiments/create`, json: { name: `at ${name}`, artifact_location: of(target) } }],
  // A run in there makes a local source look like one of its own artifacts.
  async onward(target, ask, [created]) {
    const { experiment_id } = JSON.parse(created!.text) as { experiment_id: string };
    const { run } = JSON.parse((await ask({ method: 'POST', path: `${api}/runs/create`, json: { experiment_id } })).text) as {
      run: { info: { run_id: string } };
    };
    const { run_id } = run.info;
    await ask(version(target, { source: `file://${target.outside}`, run_id }));
    for (const read of readBack(target)) await ask(read);
    await ask({ method: 'GET', path: `/get-artifact?path=secret.txt&run_id=${run_id}` });
    await ask({ method: 'POST', path: `/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${run_id}&path=written.txt`, body: 'written' });
  },
});

const artifact = (name: string, cves: string, of: (target: Target) => Sent[]): Row => ({ name, cves, send: of });

export const rows: Row[] = [
  source('a file: URL', '2023-1177, 2023-2780', ({ outside }) => `file://${outside}`),
  source('a local path', '2023-2356', ({ outside }) => outside),
  source('//proc/self/root', '2023-6977', ({ outside }) => `//proc/self/root${outside}`),
  source('dots encoded once', '2024-1558', ({ outside }) => `mlflow-artifacts:/${escaped(up, 1)}${outside}`),
  source('dots encoded twice', '2024-3573', ({ outside }) => `mlflow-artifacts:/${escaped(up, 2)}${outside}`),
  source('dots', '2024-1558', ({ outside }) => `mlflow-artifacts:/${up}${outside}`),
  source('dots behind a run', '2024-1558', ({ outside, runId }) => `runs:/${runId}/${up}${outside}`),
  source('an empty scheme', '2024-3573', ({ outside }) => `://${outside}`),
  source('a scheme in mixed case', '2024-3573', ({ outside }) => `FiLe://${outside}`),
  source('dbfs:', '2024-8859', ({ outside }) => `dbfs:${up}${outside}`),
  source('a query', '2024-1483', ({ outside }) => `http:///?/${up}${outside}`),
  source('a fragment', '2024-2928', ({ outside }) => `http:///#/${up}${outside}`),
  source('parameters of a path', '2024-3848', ({ outside }) => `mlflow-artifacts:/;/${up}${outside}`),
  source('NUL', '2024-1558', ({ outside }) => `mlflow-artifacts:/a\u0000/${up}${outside}`),
  source('another server', '2023-6018, 2023-6975, 2023-6976', ({ listener }) => `${listener}/api/2.0/mlflow-artifacts/artifacts/`),
  source('an FTP server', '2023-6976', ({ listener }) => `ftp://${new URL(listener).host}/a`),
  source('the metadata address of a cloud', '2023-6974', () => 'http://169.254.169.254/latest/meta-data/'),
  {
    name: 'version with a local source, marked as a prompt',
    cves: '2026-2614',
    send: (target) => [
      version(target, { source: `file://${target.outside}`, tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] }),
      ...readBack(target),
    ],
  },
  {
    name: 'model marked as a prompt, then a local source',
    cves: '2026-2614',
    send: (target) => [
      {
        method: 'POST',
        path: `${api}/registered-models/set-tag`,
        json: { name: target.model, key: 'mlflow.prompt.is_prompt', value: 'true' },
        follow: true,
      },
      version(target, { source: target.outside }),
      ...readBack(target),
    ],
  },
  source('a local path and a run', '2024-1483', ({ outside }) => `file://${outside}/`, { run_id: 'r' }),

  location('a file: URL', ({ outside }) => `file://${outside}`),
  location('a local path', ({ outside }) => outside),
  location('a query with dots', ({ outside }) => `http:///?/${up}${outside}/`),
  location('a fragment with dots', ({ outside }) => `http:///#/${up}${outside}/`),
  location('a host with a fragment', ({ outside }) => `http://host#/${up}${outside}/`),
  location('parameters with dots', ({ outside }) => `mlflow-artifacts:/a;/${up}${outside}`),
  location('encoded dots', ({ outside }) => `mlflow-artifacts:/${escaped(up, 1)}${outside}`),
  location('dots', ({ outside }) => `mlflow-artifacts:/${up}${outside}`),
  location('another server', ({ listener }) => listener),

  ...['get-artifact', 'ajax-api/2.0/mlflow/get-artifact'].flatMap((route) =>
    [
      ['dots', ({ outside }: Target) => `${up}${outside}/secret.txt`],
      ['encoded dots', ({ outside }: Target) => `${escaped(up, 1)}${escaped(`${outside}/secret.txt`, 1)}`],
      ['an absolute path', ({ outside }: Target) => `${outside}/secret.txt`],
      ['backslashes', () => '..\\..\\secret.txt'],
      ['a drive', () => 'C:/windows/win.ini'],
    ].map(
      ([name, of]): Row => ({
        name: `${route} with ${name}`,
        cves: '2023-30172, 2023-6753',
        send: (target) => [
          { method: 'GET', path: `/${route}?${new URLSearchParams({ run_id: target.runId, path: (of as (target: Target) => string)(target) })}` },
        ],
      }),
    ),
  ),
  artifact('upload-artifact to dots', '2023-3765', ({ runId, outside }) => [
    {
      method: 'POST',
      path: `/ajax-api/2.0/mlflow/upload-artifact?${new URLSearchParams({ run_uuid: runId, path: `${up}${outside}/written.txt` })}`,
      body: 'written',
    },
  ]),
  artifact('upload-artifact with a question mark', '2023-6753', ({ runId }) => [
    { method: 'POST', path: `/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${runId}&path=a%3F%2F..%2F..%2Fa`, body: 'written' },
  ]),
  artifact('proxy: read with encoded dots', '2023-6831', ({ outside }) =>
    [1, 2, 3].map((times) => ({ method: 'GET', path: `${files}/${escaped(`${up}${outside}/secret.txt`, times)}` })),
  ),
  artifact('proxy: list with dots', '2023-6831', ({ outside }) => [
    { method: 'GET', path: `${files}?${new URLSearchParams({ path: `${up}${outside}` })}` },
  ]),
  artifact('proxy: delete with encoded dots', '2023-6831, 2024-1560', ({ outside }) =>
    [1, 2, 3].map((times) => ({ method: 'DELETE', path: `${files}/${escaped(`${up}${outside}/victim.txt`, times)}` })),
  ),
  artifact('proxy: write with encoded dots', '2023-6015, 2025-11201', ({ outside }) =>
    [1, 2, 3].map((times) => ({ method: 'PUT', path: `${files}/${escaped(`${up}${outside}/written.txt`, times)}`, body: 'written' })),
  ),
  artifact('proxy: write to an absolute path', '2023-6015', ({ outside }) => [
    { method: 'PUT', path: `${files}/${encodeURIComponent(outside)}%2fwritten.txt`, body: 'written' },
  ]),
  artifact('proxy: parts of an upload with dots', '2026-2033, 2026-2651', ({ outside }) => [
    {
      method: 'POST',
      path: `/api/2.0/mlflow-artifacts/mpu/create/${escaped(`${up}${outside}/written.txt`, 1)}`,
      json: { path: 'written.txt', num_parts: 1 },
    },
    // Clients send the whole path of their own file; only its name may count.
    { method: 'POST', path: '/api/2.0/mlflow-artifacts/mpu/create/a', json: { path: `${up}${outside}/written.txt`, num_parts: 1 }, follow: true },
    {
      method: 'POST',
      path: '/api/2.0/mlflow-artifacts/mpu/complete/a',
      json: { path: 'a', upload_id: `${up}${outside}`, parts: [{ part_number: 1, etag: 'x' }] },
    },
    { method: 'POST', path: '/api/2.0/mlflow-artifacts/mpu/abort/a', json: { path: 'a', upload_id: `${up}${outside}` } },
  ]),

  artifact('webhook to a local address', '2026-2393', ({ listener }) => [
    { method: 'POST', path: `${api}/webhooks`, json: { name: 'w', url: listener, events: [{ entity: 'REGISTERED_MODEL', action: 'CREATED' }] } },
  ]),
  artifact('gateway proxy', '2025-52967', ({ listener }) => [
    { method: 'GET', path: `/ajax-api/2.0/mlflow/gateway-proxy?gateway_path=${encodeURIComponent(listener)}` },
    { method: 'POST', path: '/ajax-api/2.0/mlflow/gateway-proxy', json: { gateway_path: listener, json_data: {} } },
  ]),
  artifact('routes that nobody asked for', '2023-6014, 2023-43472, 2026-0545, 2026-2652, 2026-4035', () => [
    { method: 'POST', path: '/api/2.0/mlflow/users/create', json: { username: 'eve', password: 'eve' } },
    { method: 'GET', path: '/api/2.0/preview/mlflow/experiments/list' },
    { method: 'POST', path: '/ajax-api/3.0/jobs/', json: { function_fullname: 'os.system', params: { command: 'id' } } },
    { method: 'POST', path: '/v1/traces', body: '{}', headers: { 'content-type': 'application/x-protobuf' } },
    { method: 'GET', path: '/graphql' },
  ]),

  artifact('a page of another site', '2025-14279, 2026-2611, 2025-1473', (): Sent[] => [
    { method: 'GET', path: `${api}/experiments/search?max_results=1`, headers: { host: 'evil.test:5000' } },
    { method: 'GET', path: `${api}/experiments/search?max_results=1`, headers: { host: '0.0.0.0:5000' } },
    { method: 'POST', path: `${api}/experiments/create`, json: { name: 'csrf' }, headers: { origin: 'http://evil.test' } },
    { method: 'POST', path: `${api}/experiments/create`, json: { name: 'csrf' }, headers: { origin: 'null' } },
    { method: 'POST', path: `${api}/experiments/create`, body: '{"name":"csrf"}', headers: { 'content-type': 'text/plain' } },
    { method: 'POST', path: `${api}/experiments/create`, body: 'name=csrf', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { method: 'GET', path: `${api}/experiments/search?max_results=1`, headers: { 'sec-fetch-site': 'cross-site' } },
  ]),
  artifact('keys that change prototypes', '2023-6940', () => [
    {
      method: 'POST',
      path: `${api}/experiments/create`,
      body: '{"name":"p","__proto__":{"polluted":true}}',
      headers: { 'content-type': 'application/json' },
    },
    {
      method: 'POST',
      path: `${api}/experiments/create`,
      body: '{"name":"p","constructor":{"prototype":{"polluted":true}}}',
      headers: { 'content-type': 'application/json' },
    },
  ]),
  artifact('names and numbers without end', '2024-6838, 2025-0453, 2024-3099', ({ runId, experimentId }) => [
    { method: 'POST', path: `${api}/experiments/create`, json: { name: 'x'.repeat(1 << 20) } },
    { method: 'POST', path: `${api}/registered-models/create`, json: { name: 'y'.repeat(1 << 20) } },
    {
      method: 'POST',
      path: `${api}/runs/log-metric`,
      body: `{"run_id":"${runId}","key":"k","value":1,"timestamp":${'9'.repeat(100_000)}}`,
      headers: { 'content-type': 'application/json' },
    },
    {
      method: 'POST',
      path: `${api}/runs/log-batch`,
      json: { run_id: runId, metrics: Array.from({ length: 1001 }, (_, i) => ({ key: `k${i}`, value: 1, timestamp: 1, step: 0 })) },
    },
    {
      method: 'POST',
      path: `${api}/runs/search`,
      json: { experiment_ids: [experimentId], filter: Array(20_000).fill('metrics.a > 1').join(' AND ') },
    },
    { method: 'POST', path: `${api}/runs/search`, json: { experiment_ids: [experimentId], max_results: 10_000_000 } },
    {
      method: 'POST',
      path: `${api}/experiments/create`,
      body: `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      headers: { 'content-type': 'application/json' },
    },
    {
      method: 'GET',
      path: `/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?metric_key=k&max_results=99999999&${Array.from({ length: 101 }, (_, i) => `run_ids=${i}`).join('&')}`,
    },
  ]),
  artifact('shells', '2023-4033, 2025-14287, 2025-15379, 2026-0596', (target) => [
    version(target, { source: `models:/$(touch ${target.outside}/written.txt)/1` }),
    version(target, { source: `runs:/\`touch ${target.outside}/written.txt\`/model` }),
  ]),
];
