import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openArtifacts } from '../../storage/index.ts';
import { finish } from '../test-lab.ts';
import { bringTool } from './bring-tool.ts';
import { docked, dockerLab } from './test-docker.ts';

const lab = dockerLab();

describe.each(['docker', 'warm'])('%s', (kind) => {
  const engine = kind === 'docker' ? lab.engine : lab.warm();

  const writes = (path: string) => `writeFileSync('${path}', 'x')`;
  docked.each([
    ['writes into its code', writes('/lab/code/step.ts')],
    ['writes into its context', writes('/lab/context.json')],
    ['writes to the root of the image', writes('/x')],
    ['writes to /usr', writes('/usr/local/bin/x')],
    ['writes to the control groups', writes('/sys/fs/cgroup/memory/memory.limit_in_bytes')],
    ['makes the kernel dump', writes('/proc/sysrq-trigger')],
    [
      'reads the environment of process 1',
      `assert(!readFileSync('/proc/1/environ', 'utf8').includes('BANCADA_TEST_SECRET')); throw new Error('EACCES')`,
    ],
    [
      'reads the password file of the machine',
      `assert.equal(readFileSync('/etc/passwd', 'utf8').split('\\n').length, 3); readFileSync('/etc/shadow')`,
    ],
    ['becomes root', `process.setuid!(0)`],
    [
      'runs what it put into /tmp',
      `copyFileSync(process.execPath, '/tmp/node'); chmodSync('/tmp/node', 0o4755); execFileSync('/tmp/node', ['-e', '0'])`,
    ],
    ['asks the engine', `await new Promise((_, reject) => connect('/var/run/docker.sock').on('error', reject))`],
    [
      'finds a folder of the machine that the runtime left open',
      `for (let fd = 0; fd < 64; fd++) {
       try { assert(!fstatSync(fd).isDirectory()); } catch (error) { assert.equal((error as { code?: string }).code, 'EBADF'); }
     }
     for (const fd of readdirSync('/proc/self/fd')) {
       const target = existsSync('/proc/self/fd/' + fd) ? readlinkSync('/proc/self/fd/' + fd) : '';
       assert(!statSync('/proc/self/fd/' + fd, { throwIfNoEntry: false })?.isDirectory() || target.startsWith('/proc/'), target);
     }
     throw new Error('EACCES')`,
    ],
    ['has capabilities', `assert.match(readFileSync('/proc/self/status', 'utf8'), /CapEff:\\t0+\\n[^]*NoNewPrivs:\\t1/); throw new Error('EPERM')`],
  ])('a step that %s is refused', async (_what, attack) => {
    process.env.BANCADA_TEST_SECRET = 'secret';
    const launch = lab.step(`import assert from 'node:assert';
    import { chmodSync, copyFileSync, existsSync, fstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
    import { execFileSync } from 'node:child_process';
    import { connect } from 'node:net';
    void [assert, chmodSync, copyFileSync, existsSync, fstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync, execFileSync, connect];
    ${attack};
    console.log('ESCAPED');`);
    const ended = await finish(await engine.start(launch));
    expect(ended).toMatchObject({ reason: 'exited', code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/EACCES|EPERM|EROFS|ENOENT|ENOSPC/);
  });

  docked.each([
    ['mounts', 'mount', ['-t', 'tmpfs', 'none', '/lab/out']],
    ['makes a device', 'mknod', ['/lab/out/sda', 'b', '8', '0']],
    ['makes itself root of a namespace of its own', 'unshare', ['--user', '--map-root-user', '--mount', '/usr/local/bin/node', '-e', '0']],
  ])('a step that %s with a tool it brought is refused', async (_what, tool, args) => {
    const launch = lab.step(`import { spawnSync } from 'node:child_process';
    const { status, stderr } = spawnSync('/lab/code/${tool}', ${JSON.stringify(args)}, { env: { LD_LIBRARY_PATH: '/lab/code' }, encoding: 'utf8' });
    console.log(status, stderr);`);
    bringTool(tool, launch.codeDir);
    const { stdout } = await finish(await engine.start(launch));
    expect(stdout).toMatch(/^[1-9]\d* .*(not permitted|permission denied|superuser)/i);
  });

  docked('setuid on a file gives no rights, neither inside nor outside', async () => {
    const launch = lab.step(
      `import { chmodSync, copyFileSync } from 'node:fs';
    import { execFileSync } from 'node:child_process';
    copyFileSync(process.execPath, '/lab/out/node');
    chmodSync('/lab/out/node', 0o4755);
    console.log(execFileSync('/lab/out/node', ['-p', 'process.geteuid()'], { encoding: 'utf8' }).trim());`,
      { resources: { cpus: 1, memoryBytes: 512 * 2 ** 20, diskBytes: 2 ** 29, logBytes: 2 ** 20 } },
    );
    const { stdout, code } = await finish(await engine.start(launch));
    expect({ stdout, code }).toEqual({ stdout: `${process.getuid!() === 0 ? 65_534 : process.getuid!()}\n`, code: 0 });
  });

  docked('a step without network reaches nobody', async () => {
    let visits = 0;
    const server = createServer((_request, response) => {
      visits++;
      response.end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    const program = `import { networkInterfaces } from 'node:os';
    console.log(Object.keys(networkInterfaces()).join());
    for (const host of ['127.0.0.1', '172.17.0.1', '169.254.169.254']) {
      console.log(await fetch('http://' + host + ':${port}/', { signal: AbortSignal.timeout(500) }).then((answer) => answer.text(), () => 'refused'));
    }`;
    const ended = await finish(await engine.start(lab.step(program)));
    expect(ended).toMatchObject({ code: 0, stdout: 'lo\nrefused\nrefused\nrefused\n' });
    expect(visits).toBe(0);
    server.close();
  });

  docked.each([
    ['a link to /etc', `symlinkSync('/etc', '/lab/out/modelo')`],
    ['a folder with a link to a file of the machine', `mkdirSync('/lab/out/modelo'); symlinkSync('/etc/shadow', '/lab/out/modelo/x')`],
    [
      'a named pipe',
      `execFileSync(process.execPath, ['-e', 'require("net").createServer().listen("/lab/out/modelo", () => process.kill(process.pid, "SIGKILL"))'], { stdio: 'ignore' })`,
    ],
  ])('%s left as an output is refused by the artifact store', async (_what, attack) => {
    const launch = lab.step(`import { mkdirSync, symlinkSync } from 'node:fs';
    import { execFileSync } from 'node:child_process';
    void [mkdirSync, symlinkSync, execFileSync];
    try { ${attack}; } catch {}`);
    expect(await finish(await engine.start(launch))).toMatchObject({ reason: 'exited', code: 0 });
    const store = openArtifacts(lab.core.home.artifacts);
    await expect(store.take(join(launch.outDir, 'modelo'), { step: 'ataque' })).rejects.toMatchObject({ code: 'STEP_OUTPUT_INVALID' });
  });

  const ignoringTerm = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;
  const forkBomb = `import { spawn } from 'node:child_process';
  const source = "const { spawn } = require('child_process'); const go = () => { try { spawn(process.execPath, ['-e', process.env.BOMB], { stdio: 'ignore' }).on('error', () => {}); } catch {} }; for (let i = 0; i < 20; i++) go(); setInterval(go, 5);";
  process.env.BOMB = source;
  console.log('ready');
  spawn(process.execPath, ['-e', source], { stdio: 'ignore' });
  setInterval(() => {}, 1000);`;
  const limits: [string, string, string[], Parameters<typeof lab.step>[1]][] = [
    ['runs for too long and ignores SIGTERM', ignoringTerm, ['timeout'], { timeoutMs: 500 }],
    ['is a fork bomb', forkBomb, ['timeout', 'out-of-memory', 'exited'], { timeoutMs: 3000 }],
    ['fills the heap', `const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));`, ['out-of-memory'], {}],
    ['takes 1 GB outside the heap', `const all = []; for (;;) { all.push(Buffer.alloc(2 ** 24, 1)); await 0; }`, ['out-of-memory'], {}],
    [
      'fills the disk',
      `import { appendFileSync } from 'node:fs'; for (;;) appendFileSync('/lab/out/big', Buffer.alloc(2 ** 20));`,
      ['disk-limit'],
      {},
    ],
    ['writes 10^7 lines of log', `import '@bancada/sdk'; for (let i = 0; i < 1e7; i++) console.log('line ' + i);`, ['log-limit'], {}],
  ];
  docked.each(limits)('a step that %s is ended with its reason, and the next one runs', async (_what, program, reasons, over) => {
    const launch = lab.step(program, over);
    const started = performance.now();
    const ended = await finish(await engine.start(launch));
    expect(reasons).toContain(ended.reason);
    if (ended.reason === 'exited') expect(ended.code).not.toBe(0);
    expect(performance.now() - started).toBeLessThan((over?.timeoutMs ?? 6000) + 2500);
    expect(ended.stdout.length).toBeLessThanOrEqual(launch.resources.logBytes);
    expect(await finish(await engine.start(lab.step(`console.log('fine')`)))).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
  });

  docked('/tmp takes only so much', async () => {
    const ended = await finish(
      await engine.start(lab.step(`import { appendFileSync } from 'node:fs'; for (;;) appendFileSync('/tmp/big', Buffer.alloc(2 ** 20));`)),
    );
    expect(ended).toMatchObject({ reason: 'exited', code: 1 });
    expect(ended.stderr).toContain('ENOSPC');
  });
});
