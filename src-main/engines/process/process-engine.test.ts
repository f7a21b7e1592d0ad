import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { finish, said, testLab } from '../test-lab.ts';
import { createProcessEngine } from './index.ts';
import { livePid } from './table.ts';

const lab = testLab();
const engine = createProcessEngine(lab.core, lab.runtimeDir);
afterAll(() => lab.remove());

test('code outside the home finds the SDK too', async () => {
  const codeDir = join(lab.root, 'elsewhere');
  mkdirSync(codeDir);
  writeFileSync(join(codeDir, 'step.ts'), `import { context } from '@bancada/sdk'; console.log(context.mode);`);
  const ended = await finish(await engine.start(lab.step('', { codeDir })));
  expect(ended).toMatchObject({ code: 0, stdout: 'step\n', stderr: '' });
});

test.each([
  ['reads a file of the machine', `readFileSync('/etc/passwd')`],
  ['reads the environment of process 1', `readFileSync('/proc/1/environ')`],
  ['reads its own environment file', `readFileSync('/proc/self/environ')`],
  ['writes outside its folder', `writeFileSync('/tmp/bancada-escape', 'x')`],
  ['writes into its code', `writeFileSync(import.meta.dirname + '/step.ts', 'x')`],
  ['links its outputs to /etc', `symlinkSync('/etc', context.outDir + '/etc')`],
  ['starts a program', `spawnSync('/bin/true')`],
  ['starts a worker', `new Worker('0', { eval: true })`],
  ['opens the inspector', `inspector.open(0)`],
  ['replaces itself by a program', `process.execve('/bin/sh', ['sh', '-c', 'echo ESCAPED'])`],
  ['loads a native library', `process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6')`],
  ['reads through a blob', `await (await openAsBlob('/etc/passwd')).text()`],
  ['climbs out of its folder', `readFileSync(Buffer.from(process.env.HOME + '/../../../../../../../../../etc/passwd'))`],
  ['links a file of the machine into its outputs', `linkSync('/etc/passwd', process.env.HOME + '/x')`],
  ['sends a datagram', `await new Promise((_, reject) => createSocket('udp4').send('x', 9, '127.0.0.1', reject))`],
  ['asks a name server', `await lookup('localhost')`],
  ['talks to the container engine', `await new Promise((_, reject) => connect('/var/run/docker.sock').on('error', reject))`],
  ['writes a report elsewhere', `process.report.writeReport('/tmp/bancada-escape.json')`],
  ['leaves a WASI door open', `new WASI({ version: 'preview1', preopens: { '/': '/' } })`],
  ['opens a database elsewhere', `new (await import('node:' + 'sqlite')).DatabaseSync('/tmp/bancada-escape.db')`],
  ['calls into native memory', `await import('node:' + 'ffi')`],
])('a step that %s is refused', async (_what, attack) => {
  const launch = lab.step(`import { context } from '@bancada/sdk';
    import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    import { Worker } from 'node:worker_threads';
    import inspector from 'node:inspector';
    import { linkSync, openAsBlob } from 'node:fs';
    import { createSocket } from 'node:dgram';
    import { lookup } from 'node:dns/promises';
    import { connect } from 'node:net';
    import { WASI } from 'node:wasi';
    void [linkSync, openAsBlob, createSocket, lookup, connect, WASI, readFileSync, symlinkSync, writeFileSync, spawnSync, Worker, inspector, context];
    ${attack};
    console.log('ESCAPED');`);
  const ended = await finish(await engine.start(launch));
  expect(ended).toMatchObject({ reason: 'exited', code: 1 });
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|ERR_UNKNOWN_BUILTIN_MODULE/);
});

test('a step without network reaches nobody; with it, it does', async () => {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits++;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const program = `console.log(await (await fetch('http://127.0.0.1:${(server.address() as AddressInfo).port}/')).text());`;
  expect(await finish(await engine.start(lab.step(program)))).toMatchObject({ code: 1, stdout: '' });
  expect(visits).toBe(0);
  expect(await finish(await engine.start(lab.step(program, { network: 'bridge' })))).toMatchObject({ code: 0, stdout: 'hello\n' });
  server.close();
});

test('nothing of our environment reaches a step', async () => {
  process.env.BANCADA_TEST_SECRET = 'secret';
  const ended = await finish(await engine.start(lab.step(`console.log(Object.keys(process.env).sort().join());`)));
  expect(ended.stdout).toBe('BANCADA_LAUNCH,HOME,LAB_CONTEXT,LANG,NO_COLOR,TMPDIR,TZ\n');
});

const ignoringTerm = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;
const limits: [string, string, string, Parameters<typeof lab.step>[1]][] = [
  ['runs for too long and ignores SIGTERM', ignoringTerm, 'timeout', { timeoutMs: 400 }],
  ['fills the heap', `const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));`, 'out-of-memory', {}],
  ['takes 1 GB outside the heap', `const all = []; for (;;) { all.push(Buffer.alloc(2 ** 24, 1)); await 0; }`, 'out-of-memory', {}],
  [
    'fills the disk',
    `import { appendFileSync } from 'node:fs'; for (;;) appendFileSync(process.env.HOME + '/big', Buffer.alloc(2 ** 20));`,
    'disk-limit',
    {},
  ],
  [
    'leaves too much and ends',
    `import { writeFileSync } from 'node:fs'; writeFileSync(process.env.HOME + '/big', Buffer.alloc(2 ** 25));`,
    'disk-limit',
    {},
  ],
  ['writes 10^7 lines of log', `import '@bancada/sdk'; for (let i = 0; i < 1e7; i++) console.log('line ' + i);`, 'log-limit', {}],
];
test.each(limits)('a step that %s is ended with its reason, and the next one runs', async (_what, program, reason, over) => {
  const launch = lab.step(program, over);
  const started = performance.now();
  const ended = await finish(await engine.start(launch));
  expect(ended.reason).toBe(reason);
  expect(performance.now() - started).toBeLessThan(8000);
  expect(ended.stdout.length).toBeLessThanOrEqual(launch.resources.logBytes);
  expect(await finish(await engine.start(lab.step(`console.log('fine')`)))).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
});

test('a step that an earlier core left running is ended, not taken up', async () => {
  const launch = lab.step(ignoringTerm);
  const step = await engine.start(launch);
  await said(step, 'ready');
  const next = createProcessEngine(lab.core, lab.runtimeDir);
  expect(await next.adopt(step.reference, launch)).toBeNull();
  await step.exit;
  expect(livePid(step.reference)).toBeNull();
});
