// Runs the project's tests with Node's own runner and counts which statements of its code they reach.
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { step } from '@bancada/sdk';
import { codeFiles, compiler, root, textOf } from './code.mjs';
import { instrument } from './instrument.mjs';

const isTest = (path) => /\.test\.(ts|mts|js|mjs)$/.test(path);

await step(async (lab) => {
  const all = codeFiles(['.ts', '.mts', '.js', '.mjs']);
  const tests = all.filter((path) => isTest(path) && path.startsWith(`${lab.params.files}/`));
  const ts = await compiler(lab);
  const covers = String(lab.params.covers)
    .split(',')
    .filter((folder) => folder !== '');
  const isCounted = (path) =>
    !isTest(path) && !path.startsWith(`${lab.params.files}/`) && (covers.length === 0 || covers.some((folder) => path.startsWith(`${folder}/`)));
  const counted = new Map();
  const hits = new Map();
  for (const [index, path] of all.filter(isCounted).entries()) {
    const { source, lines } = instrument(ts, path, textOf(path), `globalThis.__ci${index}`);
    hits.set(path, new Set());
    globalThis[`__ci${index}`] = (statement) => void hits.get(path).add(statement);
    counted.set(pathToFileURL(join(root, path)).href, { path, source, lines });
  }
  registerHooks({
    load(url, context, next) {
      const found = counted.get(url);
      if (!found) return next(url, context);
      const source = /\.m?ts$/.test(found.path) ? stripTypeScriptTypes(found.source) : found.source;
      return { format: 'module', source, shortCircuit: true };
    },
  });

  const failures = [];
  let passed = 0;
  if (tests.length > 0) {
    for await (const { type, data } of run({ files: tests.map((path) => join(root, path)), isolation: 'none', concurrency: false })) {
      if (type === 'test:pass' && data.details?.type !== 'suite') passed += 1;
      if (type === 'test:fail' && data.details?.type !== 'suite') failures.push(failure(data));
    }
  }
  const files = [...counted.values()].map(({ path, lines }) => {
    const reached = hits.get(path);
    return { path, total: lines.length, hit: reached.size, missed: [...new Set(lines.filter((_, index) => !reached.has(index)))] };
  });
  const total = files.reduce((sum, file) => sum + file.total, 0);
  const hit = files.reduce((sum, file) => sum + file.hit, 0);
  lab.output('resultado').json({ tests: tests.length, passed, failures, files, coverage: total === 0 ? 0 : (100 * hit) / total });
  // A test that fails sets it: what came of the tests stands in the file.
  process.exitCode = 0;
});

/** Where it failed: the first place of the stack that is in the project, else where the test stands. */
function failure({ name, file, line, details }) {
  const cause = details?.error?.cause ?? details?.error;
  const message = String(cause?.message ?? cause ?? '')
    .split('\n')
    .filter((each) => each.trim() !== '')
    .slice(0, 6)
    .join('\n');
  const places = [...String(cause?.stack ?? '').matchAll(/\(?(file:\/\/[^\s)]+|\/[^\s):]+):(\d+):\d+\)?/g)];
  const inside = (place) => place.startsWith(root) && !place.startsWith(join(root, '_ci'));
  for (const [, address, at] of places) {
    const path = address.startsWith('file:') ? decodeURIComponent(new URL(address).pathname) : address;
    if (inside(path) && isTest(path)) return { name, message, file: path.slice(root.length + 1), line: Number(at) };
  }
  return { name, message, file: file && inside(file) ? file.slice(root.length + 1) : null, line: line ?? null };
}
