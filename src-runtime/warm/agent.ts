/**
 * The agent of a warm container: turns a waiting worker into the step that the core asks for, passes on what it writes, tells how it ended, and takes away what
 * it left. It is root with two rights, to become the steps' user and group; steps have neither. It ends with its standard input, and the container with it.
 */
import type { ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { as, clean } from './clean.ts';
import { outOfMemoryKills } from './memory.ts';
import { createWorkers } from './pool.ts';
import { type AgentOptions, type Command, frameHeaderBytes, frameKinds, type Job, type StepEnd } from './protocol.ts';

const options = JSON.parse(process.argv[2]!) as AgentOptions;
const lastWord = Buffer.from(options.lastWord);
const workers = createWorkers(options);
/** A stream that outlives its program was handed to another process, which is ended too. */
const lingerMs = 1000;
let running: ChildProcess | null = null;

workers.refill();
createInterface({ input: process.stdin })
  .on('line', (line) => take(JSON.parse(line) as Command))
  .on('close', () => process.exit(0));

function take(command: Command): void {
  if (command.type === 'step') run(command.job);
  else signal('SIGTERM');
}

function run(job: Job): void {
  const killsBefore = outOfMemoryKills();
  const child = workers.take(job);
  running = child;
  const heard = { stdout: false, stderr: false };
  let saidGoodbye = false;
  for (const name of ['stdout', 'stderr'] as const) {
    let tail = Buffer.alloc(0);
    child[name]!.on('data', (data: Buffer) => {
      send(frameKinds[name], data);
      tail = Buffer.concat([tail, data]).subarray(-lastWord.length);
      heard[name] = tail.equals(lastWord);
      if (!heard.stdout || !heard.stderr || saidGoodbye) return;
      saidGoodbye = true;
      signal('SIGKILL'); // spares it taking itself apart
    });
  }
  child.once('exit', (code, by) => {
    running = null;
    const left = clean({ uid: options.uid, ours: new Set([1, process.pid, ...workers.waiting()]), writable: options.writable });
    const linger = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, lingerMs);
    child.once('close', () => {
      clearTimeout(linger);
      const ended = saidGoodbye ? 0 : (code ?? 128 + constants.signals[by!]);
      const end: StepEnd = { code: ended, outOfMemory: outOfMemoryKills() > killsBefore, left };
      send(frameKinds.end, Buffer.from(JSON.stringify(end)));
      workers.refill();
    });
  });
}

function signal(name: NodeJS.Signals): void {
  as(options.uid, () => running?.kill(name));
}

function send(kind: number, bytes: Buffer): void {
  const header = Buffer.alloc(frameHeaderBytes);
  header[0] = kind;
  header.writeUInt32BE(bytes.length, 1);
  write(header);
  write(bytes);
}

/** The pipe blocks: a core that reads slowly slows the step down, and nothing piles up in here. */
function write(bytes: Buffer): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(1, bytes, from);
}
