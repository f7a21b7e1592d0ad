/**
 * Runs one step of an exported pipeline, on whatever platform: gives it the context, inputs and outputs that Bancada's engines give it.
 *   launch.mjs --step ID [--run ID] [--param NAME VALUE]… [--in KEY PATH]… [--out NAME PATH]… [--kfp EXECUTOR_INPUT]
 * KEY is an input's name, or name/instance of a collection. What the step tells (metrics, params, progress) becomes plain lines.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';

const lab = process.env.BANCADA_LAB ?? '/lab';
const asked = { step: '', run: 'export', kfp: '', param: new Map(), in: new Map(), out: new Map() };
for (let words = process.argv.slice(2); words.length > 0; ) {
  const kind = words.shift().slice(2);
  if (typeof asked[kind] === 'string') asked[kind] = words.shift();
  else asked[kind].set(words.shift(), words.shift());
}
const plan = JSON.parse(readFileSync(join(lab, 'plan.json'), 'utf8'));
const step = plan.steps[asked.step];
if (!step) fail(`no step ${asked.step} in ${join(lab, 'plan.json')}: ${Object.keys(plan.steps).join(', ')}`);

const place = mkdtempSync(join(tmpdir(), 'lab-'));
const outDir = join(place, 'out');
mkdirSync(outDir);
const values = Object.fromEntries(Object.entries(plan.params).map(([name, spec]) => [name, typed(asked.param.get(name) ?? spec.default, spec.type)]));
const outputs = Object.entries(step.outputs).map(([name, { fileName, format }]) => [name, { path: join(outDir, fileName), format }]);
const context = {
  mode: 'step',
  run: { id: asked.run, pipeline: plan.pipeline, step: asked.step, attempt: 1 },
  seed: typeof values.seed === 'number' ? values.seed : 7,
  params: Object.fromEntries(Object.entries(step.params).map(([name, value]) => [name, rendered(value)])),
  matrix: step.matrix,
  inputs: Object.fromEntries(Object.entries(step.inputs).map(([name, input]) => [name, given(name, input)])),
  outputs: Object.fromEntries(outputs),
  outDir,
  codeDir: join(lab, 'code'),
};
writeFileSync(join(place, 'context.json'), JSON.stringify(context));

const child = spawn(process.execPath, [`--max-old-space-size=${step.heapMegabytes}`, join(lab, 'code', step.run)], {
  cwd: join(lab, 'code'),
  env: { ...process.env, LAB_CONTEXT: join(place, 'context.json') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
let rest = '';
child.stdout.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) process.stdout.write(`${plain(line)}\n`);
});
child.once('close', (code, signal) => {
  if (rest) process.stdout.write(`${plain(rest)}\n`);
  if (code !== 0) process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  else handOver();
  rmSync(place, { recursive: true, force: true });
});

function handOver() {
  for (const [name, { path }] of outputs) {
    if (!existsSync(path)) return fail(`output ${name} is missing: the step left no ${path}`);
    const target = asked.out.get(name);
    if (target === undefined) continue;
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target, { recursive: true, dereference: true });
  }
  if (asked.kfp) reportToKubeflow(JSON.parse(asked.kfp).outputs);
}

/** Kubeflow Pipelines hears of artifacts from a file that the program leaves. */
function reportToKubeflow({ outputFile, artifacts }) {
  mkdirSync(dirname(outputFile), { recursive: true });
  writeFileSync(outputFile, JSON.stringify({ artifacts }));
}

/** A link with the name that the step knows it by, whatever the platform calls the file. */
function given(name, { path, fileName, format, items, itemFormat }) {
  if (path) return { path: join(lab, path), format };
  const link = (key, target) => {
    const source = asked.in.get(key);
    if (source === undefined) fail(`input ${key} was not given: --in ${key} PATH`);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(source, target);
    return target;
  };
  const folder = join(place, 'in', name);
  if (!items) return { path: link(name, join(folder, fileName)), format };
  const ending = itemFormat === 'folder' ? '' : extname(fileName);
  const each = ({ key, matrix }) => ({ name: key, matrix, path: link(`${name}/${key}`, join(folder, key + ending)), format: itemFormat });
  return { path: folder, format, items: items.map(each) };
}

/** `${params.x}` alone keeps its type; inside a text it becomes text. */
function rendered(value) {
  if (typeof value !== 'string') return value;
  const alone = /^\$\{\s*params\.([A-Za-z_][\w-]*)\s*\}$/.exec(value);
  return alone ? values[alone[1]] : value.replaceAll(/\$\{\s*params\.([A-Za-z_][\w-]*)\s*\}/g, (_, name) => String(values[name]));
}

/** Platforms hand values over as texts of their own kind: `True`, `3.0`. */
function typed(value, type) {
  if (typeof value !== 'string' || type === 'string') return value;
  if (type === 'boolean') return value.toLowerCase() === 'true';
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) fail(`not a number: ${value}`);
  return number;
}

function plain(line) {
  if (!line.startsWith('\u001e')) return line;
  const { type, ...said } = JSON.parse(line.slice(1));
  if (type === 'progress') return `progress ${Math.round(100 * said.fraction)} % ${said.message ?? ''}`.trim();
  if (type === 'log' || type === 'error') return `${said.level ?? type}: ${said.message ?? ''}`;
  return `${type} ${said.key}=${said.value}`;
}

function fail(message) {
  process.stderr.write(`bancada: ${message}\n`);
  process.exit(2);
}
