/**
 * The agent of a warm container: turns a waiting worker into the step that the core asks for, passes on what it writes, tells how it ended, and takes away what
 * it left. It is root with two rights, to become the steps' user and group; steps have neither. It ends when the core is gone, and the container with it.
 */
import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { as, type Bounds, clean, endStrays } from './clean.ts';
import { isEnding } from './ending.ts';
import { outOfMemoryKills } from './memory.ts';
import { createWorkers } from './pool.ts';
import { type AgentOptions, type Command, frameHeaderBytes, frameKinds, type Job, type StepEnd } from './protocol.ts';

const options = JSON.parse(process.argv[2]!) as AgentOptions;
const lastWord = Buffer.from(options.lastWord);
const workers = createWorkers(options);
/** A stream that outlives its program was handed to another process, which is ended too. */
const lingerMs = 1000;
/** For the kernel, to stop every thread of a process that is killed. */
const patienceMs = 50;
/** Killed, told of, and not yet taken apart by the kernel: nothing of them runs any more. */
const dying = new Set<number>();
let running: ChildProcess | null = null;

workers.refill();
const core = connect(options.socket);
// It went away, however it did.
core.on('error', () => process.exit(0)).on('close', () => process.exit(0));
createInterface({ input: core }).on('line', (line) => take(JSON.parse(line) as Command));

function take(command: Command): void {
  if (command.type === 'step') run(command.job);
  else signal('SIGTERM');
}

function run(job: Job): void {
  const child = workers.take(job);
  running = child;
  const killsBefore = outOfMemoryKills(); // while it reads what it is to be
  const heard = { stdout: false, stderr: false };
  let isTold = false;

  function tell(code: number): void {
    isTold = true;
    running = null;
    const end: StepEnd = { code, outOfMemory: outOfMemoryKills() > killsBefore, left: clean(bounds()) };
    send(frameKinds.end, Buffer.from(JSON.stringify(end)));
  }

  /** It has nothing more to say, and is ending: we do not wait until it is taken apart. */
  function farewell(): void {
    const pid = child.pid!;
    if (!isEnding(pid, patienceMs)) return;
    dying.add(pid);
    tell(0);
  }

  for (const name of ['stdout', 'stderr'] as const) {
    let tail: Buffer = Buffer.alloc(0);
    child[name]!.on('data', (data: Buffer) => {
      if (isTold) return;
      send(frameKinds[name], data);
      if (core.writableNeedDrain) hold(child);
      tail = Buffer.concat([tail, data]).subarray(-lastWord.length);
      heard[name] = tail.equals(lastWord);
      if (heard.stdout && heard.stderr) farewell();
    });
  }
  child.once('exit', (code, by) => {
    dying.delete(child.pid!);
    const linger = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, lingerMs);
    if (!isTold) endStrays(bounds());
    child.once('close', () => {
      clearTimeout(linger);
      const endedWell = heard.stdout && heard.stderr;
      if (!isTold) tell(endedWell ? 0 : (code ?? 128 + constants.signals[by!]));
      workers.refill();
    });
  });
}

function bounds(): Bounds {
  return { uid: options.uid, ours: new Set([process.pid, ...dying, ...workers.waiting()]), writable: options.writable };
}

function signal(name: NodeJS.Signals): void {
  as(options.uid, () => running?.kill(name));
}

/** A core that reads slowly slows the step down; nothing piles up in here. */
function hold({ stdout, stderr }: ChildProcess): void {
  for (const stream of [stdout!, stderr!]) {
    stream.pause();
    core.once('drain', () => stream.resume());
  }
}

function send(kind: number, bytes: Buffer): void {
  const header = Buffer.alloc(frameHeaderBytes);
  header[0] = kind;
  header.writeUInt32BE(bytes.length, 1);
  core.cork();
  core.write(header);
  core.write(bytes);
  core.uncork();
}
