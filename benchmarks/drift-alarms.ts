/**
 * False alarms and detection delay of drift, over fifty seeds: prints the table of docs/MONITORING.md. `node benchmarks/drift-alarms.ts` (about a minute). Rows are
 * drawn as the simulator draws them and looked at as an endpoint's watcher looks at them: the same code, without the network between.
 */
import { readFileSync } from 'node:fs';
import type { SignatureField } from '../src-main/contract/registry.ts';
import type { StoryEvent } from '../src-main/contract/story.ts';
import { story } from '../src-main/contract/story.ts';
import { defaultRules } from '../src-main/monitoring/alerts/defaults.ts';
import { holds } from '../src-main/monitoring/alerts/machine.ts';
import { type Measured, read } from '../src-main/monitoring/alerts/reading.ts';
import { createLooks } from '../src-main/monitoring/drift/looks.ts';
import { driftReport, type PreparedReference, prepareReference } from '../src-main/monitoring/drift/report.ts';
import { createWorld } from '../src-main/monitoring/simulator/timeline/world.ts';

type Row = Record<string, unknown>;
interface Lab {
  name: string;
  rows: Row[];
  signature: SignatureField[];
  label: string;
  reference: PreparedReference;
}

const seeds = Array.from({ length: 50 }, (_, i) => i + 1);
const requests = 3000;
const windowRows = 250;
const rule = defaultRules.find(({ id }) => id === 'drift')!;
const data = (name: string) => readFileSync(new URL(`../node_modules/vega-datasets/data/${name}`, import.meta.url), 'utf8');

function lab(name: string, rows: Row[], signature: SignatureField[], label: string): Lab {
  const predictions = rows.map((row) => String(row[label]));
  return { name, rows, signature, label, reference: prepareReference({ rows, predictions, source: name }, signature) };
}
const number = (name: string): SignatureField => ({ name, type: 'double', optional: true });
const category = (name: string, choices: string[]): SignatureField => ({ name, type: 'string', choices, optional: true });

const [head = '', ...lines] = data('seattle-weather.csv').trim().split('\n');
const weather = lines.map((line) => {
  const cells = line.split(',');
  return Object.fromEntries(head.split(',').map((name, i) => [name, i > 0 && i < 5 ? Number(cells[i]) : cells[i]]));
});
const penguins = JSON.parse(data('penguins.json')) as Row[];
const labs = [
  lab('seattle-weather (1461 rows)', weather, ['precipitation', 'temp_max', 'temp_min', 'wind'].map(number), 'weather'),
  lab(
    'penguins (344 rows)',
    penguins,
    [
      ...['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'].map(number),
      category('Island', ['Biscoe', 'Dream', 'Torgersen']),
    ],
    'Species',
  ),
];

const nothing: Omit<Measured, 'drift'> = {
  ...{ now: 0, since: 0, facts: () => [], cpu: [], quality: () => null, accuracy: () => ({ share: null, labels: 0 }) },
};

/** What happened, window by window: which features a report names, the surest first, and whether the alert fires. */
function play({ rows, signature, label, reference }: Lab, events: StoryEvent[], seed: number) {
  const timeline = story.parse({ name: 'tabela', seed, requests, events, truth: { column: label } });
  const world = createWorld({ timeline, signature, rows });
  const windows: { named: string[]; prediction: boolean; fires: boolean; end: number }[] = [];
  const looks = createLooks({ report: (observed) => driftReport('x', 0, reference, observed), judgedAt: 0, onLook: () => {} });
  let seen: unknown = null;
  for (let i = 0; i < requests; i++) {
    const { body, truth } = world.request(i);
    looks.observe({ id: `r${i}`, at: i + 1, route: '/predict', status: 200, ms: 1, row: body, label: truth, probabilities: null, error: null });
    const report = looks.reports().at(-1);
    if (!report || report === seen) continue;
    seen = report;
    const reading = read(rule, { ...nothing, drift: looks.reports() });
    const named = report.features.filter(({ severity, kind }) => severity !== 'none' && kind !== 'prediction').map(({ feature }) => feature);
    const prediction = report.features.some(({ severity, kind }) => severity !== 'none' && kind === 'prediction');
    windows.push({ named, prediction, fires: reading !== null && holds(rule, reading), end: i + 1 });
  }
  return windows;
}

/** `feature`: who is to be named first; null: what is predicted. */
function scenarios({ signature, rows, label }: Lab): { name: string; feature: string | null; events: StoryEvent[] }[] {
  const event = (about: Record<string, unknown>) => story.parse({ name: 'x', events: [about] }).events;
  const labels = [...new Set(rows.map((row) => String(row[label])))].sort();
  const shifts = labels.map((one) => ({
    name: 'label shift, half of one class',
    feature: null,
    events: event({ kind: 'label-shift', label: one }),
  }));
  const moved = signature.flatMap(({ name: feature, choices }) => [
    { name: choices ? 'covariate, a rare category' : 'covariate, 1.5 deviations', feature, events: event({ kind: 'covariate', feature }) },
    ...(choices ? [] : [{ name: 'outliers, 5 % at 8 deviations', feature, events: event({ kind: 'outliers', feature }) }]),
    { name: 'missing, half of the values', feature, events: event({ kind: 'missing', feature }) },
    { name: 'schema, under another name', feature, events: event({ kind: 'schema', feature, rename: `${feature} novo` }) },
  ]);
  return [...moved, ...shifts];
}

const percent = (part: number, all: number) => `${((100 * part) / all).toFixed(2)} %`;
console.log(
  '| reference | scenario | windows | alarms | found in window 1 | by window 2 | right feature first |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |',
);
for (const each of labs) {
  const stable = seeds.flatMap((seed) => play(each, [], seed));
  const alarms = stable.filter(({ fires }, i) => fires && !stable[i - 1]?.fires).length;
  const named = stable.filter((window) => window.named.length > 0).length;
  console.log(
    `| ${each.name} | stable | ${stable.length} | ${alarms} (${percent(alarms, stable.length)}); something named in ${named} (${percent(named, stable.length)}) | — | — | — |`,
  );
  for (const [name, group] of Map.groupBy(scenarios(each), (scenario) => scenario.name)) {
    const runs = group.flatMap(({ feature, events }) =>
      seeds.map((seed) => {
        const windows = play(each, events, seed);
        const before = windows.filter(({ end }) => end <= requests / 2);
        const after = windows.filter(({ end }) => end > requests / 2);
        const at = after.findIndex(({ fires }) => fires);
        return {
          at,
          right: at >= 0 && (feature === null ? after[at]!.prediction : after[at]!.named[0] === feature),
          early: before.filter(({ fires }, i) => fires && !before[i - 1]?.fires).length,
        };
      }),
    );
    const by = (window: number) => `${runs.filter(({ at }) => at >= 0 && at < window).length} of ${runs.length}`;
    const early = runs.reduce((sum, run) => sum + run.early, 0);
    console.log(
      `| | sudden: ${name} | ${runs.length} × ${requests / windowRows} | ${early} before it began | ${by(1)} | ${by(2)} | ${runs.filter(({ right }) => right).length} of ${runs.length} |`,
    );
  }
}
