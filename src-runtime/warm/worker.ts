/**
 * One step's process, started before anybody needs it. It waits as root on its control socket, where no step can reach it; told what to be, it gives up
 * every right and becomes the program, as if Node had been started with it.
 */
import output from 'node:console';
import { closeSync, readSync, writeSync } from 'node:fs';
import Module, { createRequire, registerHooks } from 'node:module';
import type { Job, WorkerOptions } from './protocol.ts';

const control = 3;
const newline = 10;
const { gid, lastWord } = JSON.parse(process.argv[2]!) as WorkerOptions;
/** The program's TypeScript without its types, by address. */
const sources = new Map<string, string>();
const nothing = new URL('./nothing.mjs', import.meta.url);

interface Blockable {
  _handle?: { setBlocking?(on: boolean): void };
}

prepare();
await import(nothing.href);
writeSync(control, 'r');
become(read());

/** Whatever Node sets up when it is first used is set up while there is time. */
function prepare(): void {
  for (const [stream, say] of [
    [process.stdout, output.log],
    [process.stderr, output.error],
  ] as const) {
    // Setting it up makes the pipe answer "later" when it is full; a program that writes to it by number expects it to wait.
    (stream as Blockable)._handle?.setBlocking?.(true);
    stream.write = () => true;
    say('nothing', 0);
    delete (stream as { write?: unknown }).write;
    stream.write(''); // nobody hears it, and the first that is heard takes half a millisecond less
  }
  createRequire(import.meta.url)('./nothing.cjs');
  sources.set(nothing.href, ';');
  registerHooks({
    resolve(specifier, context, next) {
      const url = addressOf(specifier, context.parentURL);
      return url !== null && sources.has(url) ? { url, format: 'module', shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      const source = sources.get(url);
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
  process.on('exit', end);
  // Only the user is still to be changed: each change has to reach every thread.
  process.setgroups!([]);
  process.setgid!(gid);
}

/** Of what is named by its place: what Node would look for on disk, link by link. */
function addressOf(specifier: string, parent: string | undefined): string | null {
  if (specifier.startsWith('file:')) return specifier;
  return /^\.{0,2}\//.test(specifier) && parent ? new URL(specifier, parent).href : null;
}

/** Blocks: nothing else is to happen in this process until then. */
function read(): Job {
  const parts: Buffer[] = [];
  while (parts.at(-1)?.at(-1) !== newline) {
    const part = Buffer.alloc(65_536);
    const bytes = readSync(control, part);
    if (bytes === 0) process.kill(process.pid, 'SIGKILL'); // the agent is gone
    parts.push(part.subarray(0, bytes));
  }
  closeSync(control);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Job;
}

function become(job: Job): void {
  process.setuid!(job.uid);
  process.chdir(job.workDir);
  delete process.env.UV_USE_IO_URING;
  Object.assign(process.env, job.env);
  process.argv = [process.execPath, job.program];
  process.execArgv = job.execArgv;
  for (const [url, source] of Object.entries(job.sources)) sources.set(url, source);
  Module.runMain(job.program);
}

/** One that ends well says so (as the preload of other engines does) and does not take itself apart. */
function end(code: number): void {
  // A listener of the program's own may still change its mind.
  if (code !== 0 || process.listenerCount('exit') > 1) return;
  try {
    for (const stream of [1, 2]) writeSync(stream, lastWord);
  } catch {
    return; // nobody listens any more, or not fast enough: it ends as any other
  }
  process.kill(process.pid, 'SIGKILL');
}
