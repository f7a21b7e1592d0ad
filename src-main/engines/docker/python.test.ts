/** A Python step in a container: the same as a local process (engines/python), shut in by the engine. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StepLaunch } from '../engine.ts';
import { finish } from '../test-lab.ts';
import { docked as anyDocked, dockerLab } from './test-docker.ts';

const lab = dockerLab();
const { engine } = lab;
const docked = (spawnSync('python3', ['--version']).status === 0 ? anyDocked : anyDocked.skip) as typeof anyDocked;
const step = (program: string, over: Partial<StepLaunch> = {}, files: Record<string, string> = {}): StepLaunch =>
  lab.step('', { entry: 'passo.py', codeDir: lab.code({ 'passo.py': program, ...files }), ...over });

docked('a step reads its inputs, finds bancada and its neighbours, and leaves outputs and exit code', async () => {
  const input = lab.artifact('voos.csv', 'a,b\n1,x\n');
  const launch = step(
    `import bancada, sys, ssl, sqlite3, ctypes, decimal, lzma, bz2, zlib, uuid, hashlib
from vizinho import dobro
rows = bancada.input("voos").rows()
bancada.output("copia").rows([{**row, "a": dobro(row["a"])} for row in rows])
print(bancada.lab.params, bancada.lab.seed)
print("to stderr", file=sys.stderr)
sys.exit(4)`,
    {
      inputs: [{ name: 'voos', path: input, fileName: 'voos.csv', format: 'csv' }],
      outputs: [{ name: 'copia', fileName: 'copia.csv', format: 'csv' }],
      params: { arvores: 60 },
    },
    { 'vizinho.py': 'def dobro(n):\n    return 2 * n\n' },
  );
  expect(await finish(await engine.start(launch))).toEqual({ reason: 'exited', code: 4, stdout: "{'arvores': 60} 7\n", stderr: 'to stderr\n' });
  expect(readFileSync(join(launch.outDir, 'copia.csv'), 'utf8')).toBe('a,b\n2,x\n');
});

docked('an error names its place, and the last word of a step that ends well is not told', async () => {
  const ended = await finish(await engine.start(step('print("a")\nraise ValueError("b")')));
  expect(ended).toMatchObject({ code: 1, stdout: expect.stringMatching(/"message":"b".*"file":"passo.py","line":2/) });
  expect(await finish(await engine.start(step('print("fine")')))).toEqual({ reason: 'exited', code: 0, stdout: 'fine\n', stderr: '' });
});

docked.each([
  ['writes into its code', `open(__file__, "a")`],
  ['writes into bancada', `open("/lab/python/sdk/bancada/x.py", "w")`],
  ['writes to the root of the image', `open("/x", "w")`],
  ['writes to the standard library', `open(os.__file__, "a")`],
  ['becomes root', `os.setuid(0)`],
  ['reads the password file of the machine', `assert len(open("/etc/passwd").readlines()) == 2; open("/etc/shadow")`],
  ['talks to the container engine', `socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock")`],
  ['reaches another machine', `socket.create_connection(("172.17.0.1", 80), 1)`],
  ['mounts', `native("mount", b"none", b"/lab/out", b"tmpfs", 0, None)`],
  ['makes a device', `os.mknod("/lab/out/sda", 0o60600, os.makedev(8, 0))`],
  ['makes a namespace of its own', `native("unshare", 0x10000000)`],
  ['has capabilities', `assert "CapEff:\\t0000000000000000" in open("/proc/self/status").read(); raise PermissionError`],
])('a step that %s is refused', async (_what, attack) => {
  const launch = step(`import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def native(name, *values):
    if getattr(libc, name)(*values) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
${attack}
print("ESCAPED")`);
  const ended = await finish(await engine.start(launch));
  expect(ended).toMatchObject({ reason: 'exited', code: 1 });
  expect(ended.stdout).not.toMatch(/^ESCAPED/m);
  expect(ended.stderr).toMatch(/PermissionError|Read-only file system|FileNotFoundError|unreachable|not permitted/);
});

const limits: [string, string, string[], Partial<StepLaunch>][] = [
  [
    'is a fork bomb',
    `import os, time\nprint("ready")\nwhile True:\n    try: os.fork()\n    except OSError: time.sleep(0.01)`,
    ['timeout', 'out-of-memory'],
    { timeoutMs: 3000 },
  ],
  ['fills the memory', `all = []\nwhile True: all.append(bytearray(2 ** 24))`, ['out-of-memory'], {}],
  ['fills the disk', `with open("/lab/out/big", "wb") as f:\n    while True: f.write(bytes(2 ** 20))`, ['disk-limit'], {}],
  ['writes 10^7 lines of log', `for i in range(10 ** 7): print("line", i)`, ['log-limit'], {}],
];
docked.each(limits)('a step that %s is ended with its reason, and the next one runs', async (_what, program, reasons, over) => {
  const ended = await finish(await engine.start(step(program, over)));
  expect(reasons).toContain(ended.reason);
  expect(await finish(await engine.start(step(`print("fine")`)))).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
});
