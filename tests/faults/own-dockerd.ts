/**
 * A container engine of our own, that a test may kill, freeze and start again: in a network namespace of its own, or (`published`) in ours, where the ports of
 * its containers can be reached. Needs root on Linux.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';

export interface OwnDockerd {
  readonly socket: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** As its service manager would stop it: it ends its containers first. */
  stop(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Ends it with its containers and leaves nothing behind. */
  destroy(): Promise<void>;
}

/** Null when one can be started here, else why not. */
export function whyNoDockerd(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  for (const tool of ['dockerd', 'unshare']) if (!onPath(tool)) return `needs ${tool}`;
  return null;
}

export function ownDockerd({ published = false, liveRestore = false }: { published?: boolean; liveRestore?: boolean } = {}): OwnDockerd {
  const root = mkdtempSync(join(tmpdir(), 'bancada-dockerd-'));
  const socket = join(root, 'd.sock');
  const pidFile = join(root, 'pid');
  let child: ChildProcess | null = null;

  const pid = () => Number(readFileSync(pidFile, 'utf8'));

  async function start(): Promise<void> {
    if (child && child.exitCode === null && child.signalCode === null) return;
    rmSync(pidFile, { force: true });
    // A new engine would wait in vain for the containerd of a killed one, which is dead or a zombie by now.
    rmSync(join(root, 'exec', 'containerd', 'containerd.pid'), { force: true });
    const log = openSync(join(root, 'log'), 'a');
    const places = ['--data-root', join(root, 'data'), '--exec-root', join(root, 'exec'), '-p', pidFile, '-H', `unix://${socket}`];
    const args = [...places, ...(liveRestore ? ['--live-restore'] : [])];
    // Beside another engine: on a bridge of its own (told to have none, it removes the other's), and without touching the rules of this computer's network.
    if (published && !existsSync(`/sys/class/net/${bridge}`)) layBridge();
    const beside = ['-b', bridge, '--iptables=false', '--ip6tables=false', '--ip-forward=false'];
    const [program, ...rest] = published
      ? ['dockerd', ...args, ...beside]
      : ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec dockerd "$@"', 'dockerd', ...args];
    child = spawn(program!, rest, { stdio: ['ignore', log, log] });
    closeSync(log);
    const docker = new Docker({ socketPath: socket });
    for (const give = Date.now() + 60_000; Date.now() < give; ) {
      if (
        await docker.ping().then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`dockerd does not start: ${readFileSync(join(root, 'log'), 'utf8').slice(-2000)}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const dying = child;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const ended = new Promise((resolve) => dying.once('exit', resolve));
    process.kill(pid(), signal);
    await ended;
  }

  return {
    socket,
    start,
    async kill() {
      await end('SIGKILL');
      for (const left of processesNaming(join(root, 'exec', 'containerd', 'containerd.toml'))) process.kill(left, 'SIGKILL');
    },
    stop: () => end('SIGTERM'),
    freeze: () => void process.kill(pid(), 'SIGSTOP'),
    thaw: () => {
      if (child && child.exitCode === null && child.signalCode === null) process.kill(pid(), 'SIGCONT');
    },
    async destroy() {
      await end('SIGTERM');
      // What outlived a killed engine: its containers' shims and what they hold mounted.
      for (const left of processesNaming(root)) process.kill(left, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 200));
      const mounts = readFileSync('/proc/mounts', 'utf8')
        .split('\n')
        .map((line) => line.split(' ')[1] ?? '');
      for (const mount of mounts.filter((path) => path.startsWith(root)).reverse()) execFileSync('umount', ['-l', mount]);
      if (published) execFileSync('ip', ['link', 'delete', bridge]);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const bridge = 'bancada-test';

function layBridge(): void {
  execFileSync('ip', ['link', 'add', 'name', bridge, 'type', 'bridge']);
  execFileSync('ip', ['address', 'add', '10.213.47.1/24', 'dev', bridge]);
  execFileSync('ip', ['link', 'set', bridge, 'up']);
}

function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

function onPath(tool: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, tool)));
}
