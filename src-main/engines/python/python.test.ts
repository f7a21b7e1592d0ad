/** What a Python step may rely on, and what it is refused, as a local process. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, test as anyTest, expect } from 'vitest';
import type { StepLaunch } from '../engine.ts';
import { createProcessEngine } from '../process/index.ts';
import { finish, said, testLab } from '../test-lab.ts';
import { createPython } from './index.ts';
import { canConfine } from './interpreter.ts';

const lab = testLab();
const engine = createProcessEngine(lab.core, lab.runtimeDir);
const isConfined = await createPython(lab.core)
  .interpreter()
  .then(canConfine, () => false);
if (!isConfined) console.error('tests of Python processes skipped: no Python here, or nothing that shuts it in');
const test = (isConfined ? anyTest : anyTest.skip) as typeof anyTest;
afterAll(() => lab.remove());

const step = (program: string, over: Partial<StepLaunch> = {}, files: Record<string, string> = {}): StepLaunch =>
  lab.step('', { entry: 'passo.py', codeDir: lab.code({ 'passo.py': program, ...files }), ...over });

test('a plain script reads its inputs, finds bancada and its neighbours, and leaves outputs and exit code', async () => {
  const input = lab.artifact('voos.csv', 'a,b\n1,x\n');
  const launch = step(
    `import bancada, sys
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
  const ended = await finish(await engine.start(launch));
  expect(ended).toEqual({ reason: 'exited', code: 4, stdout: "{'arvores': 60} 7\n", stderr: 'to stderr\n' });
  expect(readFileSync(join(launch.outDir, 'copia.csv'), 'utf8')).toBe('a,b\n2,x\n');
  expect(readdirSync(join(launch.outDir, '..'))).toEqual(['out']);
});

test('@step runs the function it marks once the file is read, and an imported file only lends its functions', async () => {
  const marked = `from bancada import Lab, step
@step
def main(lab: Lab) -> None:
    print(ajudante(), lab.random() == lab.random())
def ajudante():
    return "depois"`;
  expect((await finish(await engine.start(step(marked)))).stdout).toBe('depois False\n');
  expect((await finish(await engine.start(step('import outro\nprint("só isto")', {}, { 'outro.py': marked })))).stdout).toBe('só isto\n');
});

test.each([
  ['an exception', `def f():\n    raise ValueError("sem dados")\nf()`, { code: 'ValueError', message: 'sem dados', file: 'passo.py', line: 2 }],
  ['an error inside a library', `import json\njson.loads("{")`, { code: 'JSONDecodeError', file: 'passo.py', line: 2 }],
  ['a file that cannot be read', `x = 1\nif x:\nprint(x)`, { code: 'IndentationError', file: 'passo.py', line: 3 }],
  ['a neighbour that cannot be read', `import ruim`, { code: 'SyntaxError', file: 'ruim.py', line: 1 }],
  ['a missing module', `import nada_disso`, { code: 'ModuleNotFoundError', data: { name: 'nada_disso' }, line: 1 }],
  ['an unknown input', `import bancada\nbancada.input("x")`, { code: 'INPUT_UNKNOWN', message: expect.stringContaining('não declara'), line: 2 }],
  ['a key', `{}["x"]`, { code: 'KeyError', message: "KeyError: 'x'" }],
])('%s ends in an error event with its place, and a traceback in the log', async (_what, program, event) => {
  const ended = await finish(await engine.start(step(program, {}, { 'ruim.py': 'def (' })));
  expect(ended.code).toBe(1);
  const said = ended.stdout.split('\u001e').at(-1)!;
  expect(JSON.parse(said)).toMatchObject({ type: 'error', ...event });
  expect(ended.stderr).toContain('Error');
  expect(ended.stderr).not.toContain('_run.py');
});

test('what was printed, told and logged comes in order, though the program dies', async () => {
  const { stdout } = await finish(
    await engine.start(step(`import bancada, os\nprint("a", end="")\nbancada.metric("m", 0.5)\nprint("b")\nbancada.tag("t", 1)\nos._exit(0)`)),
  );
  expect(stdout.replace(/"timestamp":\d+/, '')).toBe(
    'a\u001e{"type":"metric","key":"m","value":0.5,"step":0,}\nb\n\u001e{"type":"tag","key":"t","value":"1"}\n',
  );
});

test('a thread that is not a daemon is waited for, and what is registered for the end runs', async () => {
  const program = `import atexit, threading, time
atexit.register(print, "fim")
threading.Thread(target=lambda: (time.sleep(0.1), print("linha"))).start()
print("principal")`;
  expect(await finish(await engine.start(step(program)))).toMatchObject({ code: 0, stdout: 'principal\nlinha\nfim\n' });
});

const attempts: [string, string][] = [
  ['reads a file of the machine', `open("/etc/passwd").read()`],
  ['lists a folder of the machine', `os.listdir("/")`],
  ['reads the environment of process 1', `open("/proc/1/environ").read()`],
  ['reads its own environment file', `open("/proc/self/environ").read()`],
  ['reads the memory of a process', `open("/proc/self/mem", "rb")`],
  ['writes outside its folder', `open("/tmp/bancada-escape", "w")`],
  ['writes into its code', `open(__file__, "a")`],
  ['removes its code', `os.unlink(__file__)`],
  ['empties a file by its name', `os.truncate(__file__, 0)`],
  ['links its outputs to /etc', `os.symlink("/etc", os.environ["HOME"] + "/etc")`],
  ['links a file of the machine into its outputs', `os.link("/etc/passwd", os.environ["HOME"] + "/x")`],
  ['climbs out of its folder', `open(os.environ["HOME"] + "/../../../../../../../../../etc/passwd")`],
  ['starts a program', `subprocess.run(["/bin/true"])`],
  [
    'starts a program that it wrote',
    `open("t", "w", opener=lambda p, f: os.open(os.environ["HOME"] + "/t", f)).write("#!/bin/sh"); os.execv(os.environ["HOME"] + "/t", ["t"])`,
  ],
  [
    'starts a program from memory',
    `f = os.memfd_create("x"); os.write(f, open(sys.executable, "rb").read() if 0 else b"#!/bin/sh"); os.execve(f, ["x"], {})`,
  ],
  ['replaces itself by a program', `os.execv("/bin/sh", ["sh", "-c", "echo ESCAPED"])`],
  ['forks', `os.fork()`],
  ['forks by a call of its own', `native("syscall", 57)`],
  ['starts a process of multiprocessing', `multiprocessing.get_context("fork").Process(target=print).start()`],
  ['opens a socket', `socket.socket()`],
  ['opens a socket by a call of its own', `native("socket", 2, 1, 0)`],
  ['sends a datagram', `socket.socket(socket.AF_INET, socket.SOCK_DGRAM)`],
  ['talks to the container engine', `socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock")`],
  ['opens a raw socket', `socket.socket(socket.AF_PACKET, socket.SOCK_RAW)`],
  ['uses io_uring', `native("syscall", 425, 8, 0)`],
  ['looks into the core', `native("ptrace", 16, os.getppid(), 0, 0)`],
  ['ends the core', `os.kill(os.getppid(), 9)`],
  ['ends everything', `os.kill(-1, 9)`],
  ['ends the core through a descriptor', `signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)`],
  ['leaves its session', `os.setsid()`],
  ['makes a namespace of its own', `native("unshare", 0x10000000)`],
  ['mounts', `native("mount", b"none", os.environ["HOME"].encode(), b"tmpfs", 0, None)`],
  ['changes its root', `os.chroot(os.environ["HOME"])`],
  ['opens a file by its handle', `native("open_by_handle_at", -100, None, 0)`],
  ['makes a device', `os.mknod(os.environ["HOME"] + "/sda", 0o60600, os.makedev(8, 0))`],
  ['makes a named pipe', `os.mkfifo(os.environ["HOME"] + "/p")`],
  ['takes memory that others see', `native("shmget", 1, 4096, 0o1666)`],
  ['takes the limits of the core away', `resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))`],
  ['takes its own limits away', `resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))`],
  ['runs machine code that opens a file', `native("open", b"/etc/passwd", 0)`],
];
test.each(attempts)('a step that %s is refused', async (_what, attack) => {
  const launch = step(`import ctypes, multiprocessing, os, resource, signal, socket, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)
def native(name, *values):
    if getattr(libc, name)(*values) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
${attack}
print("ESCAPED")`);
  const ended = await finish(await engine.start(launch));
  expect(ended).toMatchObject({ reason: 'exited', code: 1 });
  expect(ended.stdout).not.toMatch(/^ESCAPED/m);
  expect(ended.stderr).toMatch(/PermissionError|cross-device link|Function not implemented|Operation not permitted|not allowed to raise/);
});

test('modes, owners and times stay as they are, without a word', async () => {
  const launch = step(`import os, shutil
shutil.copy(__file__, os.environ["HOME"] + "/copia.py")
os.chmod(__file__, 0o777); os.utime(__file__, (0, 0)); os.chown(__file__, 1, 1)
print(oct(os.stat(__file__).st_mode & 0o777), os.stat(__file__).st_uid == os.getuid(), os.stat(__file__).st_mtime > 0)`);
  expect(await finish(await engine.start(launch))).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0o6\d\d True True\n$/) });
});

test('a step without network reaches nobody; with it, it does', async () => {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits++;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const program = `from urllib.request import urlopen\nprint(urlopen("http://127.0.0.1:${port}/").read().decode())`;
  const run = async (over: Partial<StepLaunch>) => finish(await engine.start(step(program, over)));
  expect(await run({})).toMatchObject({ code: 1 });
  expect(await run({ network: 'tracking', env: { MLFLOW_TRACKING_URI: 'http://127.0.0.1:1' } })).toMatchObject({ code: 1 });
  expect(visits).toBe(0);
  expect(await run({ network: 'tracking', env: { MLFLOW_TRACKING_URI: `http://127.0.0.1:${port}` } })).toMatchObject({ code: 0, stdout: 'hello\n' });
  expect(await run({ network: 'bridge' })).toMatchObject({ code: 0, stdout: 'hello\n' });
  server.close();
});

test('nothing of our environment, of our packages or of our descriptors reaches a step', async () => {
  process.env.BANCADA_TEST_SECRET = 'secret';
  process.env.PYTHONPATH = '/tmp';
  const program = `import os, sys
print(*sorted(os.environ))
print([path for path in sys.path if "packages" in path or path == "/tmp"], sorted(map(int, (fd for fd in range(64) if is_open(fd)))))`;
  const probe = `def is_open(fd):\n    import os\n    try:\n        os.fstat(fd)\n        return True\n    except OSError:\n        return False\n`;
  const ended = await finish(await engine.start(step(probe + program)));
  delete process.env.PYTHONPATH;
  const [names, rest] = ended.stdout.split('\n');
  expect(
    names!
      .split(' ')
      .filter((name) => !/THREADS|CPU_COUNT/.test(name))
      .join(),
  ).toBe('BANCADA_LAUNCH,GIT_PYTHON_REFRESH,HOME,LAB_CONTEXT,LANG,LOGNAME,NO_COLOR,TMPDIR,TZ,USER');
  expect(rest).toBe('[] [0, 1, 2]');
});

const ignoringTerm = `import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("ready")\nwhile True: time.sleep(1)`;
const limits: [string, string, string, Partial<StepLaunch>][] = [
  ['runs for too long and ignores SIGTERM', ignoringTerm, 'timeout', { timeoutMs: 800 }],
  ['fills the memory', `all = []\nwhile True: all.append(bytearray(2 ** 24))`, 'out-of-memory', {}],
  [
    'starts threads without end',
    `import threading, time\nwhile True: threading.Thread(target=lambda: time.sleep(60), daemon=True).start()`,
    'out-of-memory',
    { timeoutMs: 20_000 },
  ],
  ['asks for more memory than there is', `x = bytearray(2 ** 46)`, 'out-of-memory', {}],
  ['fills the disk', `import os\nwith open(os.environ["HOME"] + "/big", "wb") as f:\n    while True: f.write(bytes(2 ** 20))`, 'disk-limit', {}],
  ['leaves too much and ends', `import os\nopen(os.environ["HOME"] + "/big", "wb").write(bytes(2 ** 24 + 2 ** 19))`, 'disk-limit', {}],
  ['writes 10^7 lines of log', `for i in range(10 ** 7): print("line", i)`, 'log-limit', {}],
];
test.each(limits)('a step that %s is ended with its reason, and the next one runs', async (_what, program, reason, over) => {
  const launch = step(program, over);
  const ended = await finish(await engine.start(launch));
  expect(ended.reason).toBe(reason);
  expect(ended.stdout.length).toBeLessThanOrEqual(launch.resources.logBytes);
  expect(await finish(await engine.start(step(`print("fine")`)))).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
});

test('a cancelled step is gone', async () => {
  const running = await engine.start(step(ignoringTerm));
  await said(running, 'ready');
  await running.stop('cancelled');
  expect(await running.exit).toEqual({ reason: 'cancelled', code: null });
});

test('where nothing can shut it in, a step is refused, and runs when that is allowed', async () => {
  const python = createPython(lab.core);
  const open = { ...(await python.interpreter()), confinement: { landlock: 0, seccomp: true } };
  const bare = {
    ...python,
    interpreter: async () => open,
    setup: async (codeDir: string) => ({ ...(await python.setup(codeDir)), interpreter: open }),
  };
  const program = step(`print(len(open("/etc/passwd").read()) > 0)`);
  const strict = createProcessEngine(lab.core, lab.runtimeDir, undefined, { python: bare });
  const refused = { code: 'PYTHON_UNCONFINED', data: { reason: 'Landlock' } };
  await expect(strict.prepare(undefined, { entry: 'passo.py', codeDir: program.codeDir })).rejects.toMatchObject(refused);
  await expect(strict.start(program)).rejects.toMatchObject(refused);
  const lax = createProcessEngine(lab.core, lab.runtimeDir, undefined, { python: bare, allowsUnconfined: () => true });
  expect(await finish(await lax.start(program))).toMatchObject({ code: 0, stdout: 'True\n' });
});

test('code outside the home runs, too', async () => {
  const codeDir = join(lab.root, 'elsewhere');
  mkdirSync(codeDir);
  writeFileSync(join(codeDir, 'passo.py'), 'from bancada import lab\nprint(lab.run["step"])');
  expect(await finish(await engine.start(lab.step('', { codeDir, entry: 'passo.py' })))).toMatchObject({ code: 0, stdout: 'step\n' });
});
