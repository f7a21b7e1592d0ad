/** `step`, `program`: runs the body of a learner's program against its context and tells the engine how it ended. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LabError } from '../errors.ts';
import { readContext } from './context.ts';
import { emit, writeAtOnce } from './events.ts';
import { openLab } from './lab.ts';
import { learnerFrame } from './stack.ts';
import type { Lab } from './types.ts';

/** What a finished program leaves open (a timer, a socket) may hold it this long. */
const LINGER_MS = 1_000;

export function step(body: (lab: Lab) => void | Promise<void>): Promise<void> {
  return program(body, step);
}

/** `callee`: what the learner's file calls. */
export async function program(body: (lab: Lab) => void | Promise<void>, callee: (...args: never[]) => unknown): Promise<void> {
  if (importedBy(callee)) return;
  writeAtOnce();
  try {
    const context = readContext();
    process.on('uncaughtException', (error) => fail(error, context.codeDir));
    try {
      await body(openLab(context));
    } catch (error) {
      await fail(error, context.codeDir);
    }
  } catch (error) {
    await fail(error);
  }
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

/** A probe imports the learner's file to call its functions; a `step` that forgot its guard must not run then. */
function importedBy(callee: (...args: never[]) => unknown): boolean {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, callee);
  const url = /(file:\/\/\S+?):\d+:\d+/.exec(trace.stack?.split('\n')[1] ?? '')?.[1];
  if (!url || !process.argv[1]) return false;
  const caller = fileURLToPath(url);
  if (caller === process.argv[1] || caller === real(process.argv[1])) return false;
  const { message } = new LabError('STEP_IMPORTED', { file: caller });
  emit({ type: 'log', level: 'warn', message });
  return true;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

async function fail(error: unknown, codeDir?: string): Promise<never> {
  const known = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in known && typeof known.code === 'string' ? known.code : known.name;
  emit({
    type: 'error',
    code,
    message: known.message,
    ...learnerFrame(known, codeDir ?? process.cwd()),
    ...(known.stack && { stack: known.stack }),
    ...(known instanceof LabError && { data: known.data }),
  });
  process.exitCode = 1;
  await new Promise<void>((flushed) => process.stdout.write('', () => flushed()));
  process.exit(1);
}
