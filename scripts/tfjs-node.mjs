/**
 * `npm run test:tfjs-node`: builds the native addon of @tensorflow/tfjs-node against the TensorFlow library inside the wheel on the Python package
 * index, and proves that training and serving use it, with the results of wasm (tests/tfjs-node/prove.ts).
 *
 * The package's own install script fetches libtensorflow from a site that closed networks refuse; the wheel brings the same C interface. The addon is
 * two files of C++ over Node-API, whose headers are an npm package: one call of the compiler builds it, for every version of Node.
 * Apart from `npm test`: it downloads 350 MB the first time. What it made stays in .cache/tfjs-node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './setup/lock.mjs';
import { pinnedNode, root, say } from './setup/places.mjs';

const versions = { tfjsNode: '4.22.0', headers: '1.9.0', tensorflow: '2.21.0' };
const key = createHash('sha256').update(JSON.stringify(versions)).update(root).digest('hex').slice(0, 12);
const cache = join(root, '.cache', 'tfjs-node');
const folder = join(cache, key);
const python = process.env.BANCADA_PYTHON ?? 'python3';

function run(command, args, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args[0]} … ${error?.message ?? `terminou com código ${status}`}`);
}

/** The package's folder, built if it is not there. */
function build() {
  const own = (base) => join(base, 'node_modules', '@tensorflow', 'tfjs-node');
  // Last of all: without it the folder is what an interrupted build left. Not built beside and renamed: the addon knows where its library lies.
  const whole = join(folder, 'whole');
  if (existsSync(whole)) return own(folder);
  const started = Date.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = [`@tensorflow/tfjs-node@${versions.tfjsNode}`, `node-api-headers@${versions.headers}`];
  run('npm', ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', ...packages], folder);
  run(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--target',
    join(folder, 'python'),
    `tensorflow-cpu==${versions.tensorflow}`,
  ]);
  compile(own(folder));
  writeFileSync(whole, '');
  say(`@tensorflow/tfjs-node construído em ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return own(folder);
}

function compile(addon) {
  const library = join(folder, 'python', 'tensorflow');
  const out = join(addon, 'lib', 'napi-v8');
  mkdirSync(out, { recursive: true });
  const includes = [addon, join(folder, 'node_modules', 'node-api-headers', 'include'), join(library, 'include')];
  run('g++', [
    ...['-O2', '-std=c++17', '-shared', '-fPIC', '-w', '-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION'],
    ...includes.flatMap((path) => ['-I', path]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(addon, 'binding', file)),
    ...['-o', join(out, 'tfjs_binding.node'), '-L', library, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2', `-Wl,-rpath,${library}`],
  ]);
}

const addon = withLock(join(cache, 'setup.lock'), build);
const env = { ...process.env, BANCADA_TFJS_NODE: addon, TF_CPP_MIN_LOG_LEVEL: '3', TF_ENABLE_ONEDNN_OPTS: '0' };
const { status } = spawnSync(pinnedNode(), [join('tests', 'tfjs-node', 'prove.ts')], { cwd: root, stdio: 'inherit', env });
process.exitCode = status ?? 1;
