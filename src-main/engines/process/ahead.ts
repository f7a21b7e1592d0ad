/**
 * `createWaiting`: programs that were booted before their step could start. Half of what a short step costs is Node getting ready for it, and that can be done
 * beside the step it waits for. None of the learner's code runs in one that waits (`typescript/preload.ts`), and it ends with its core, whose pipe then closes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { StepAhead } from '../engine.ts';
import { waits } from '../typescript/preload.ts';
import { commandAhead, type ProcessSetup } from './command.ts';
import { linksInputs } from './places.ts';
import { referenceOf, signalGroup } from './table.ts';

export interface Waiting {
  boot(setup: ProcessSetup, launch: StepAhead): Promise<void>;
  /** The program that waits under this id, for whoever lets it go on by `goOn`; null when none does. */
  take(id: string): ChildProcess | null;
  forget(id: string): void;
  close(): void;
}

export function createWaiting(): Waiting {
  /** Null while its command is being put together. */
  const waiting = new Map<string, ChildProcess | null>();
  const end = ({ pid }: ChildProcess) => pid !== undefined && signalGroup(pid, 'SIGKILL');
  let isClosed = false;

  return {
    async boot(setup, launch) {
      // Who is given inputs by their own paths cannot be booted before they are known.
      if (launch.entry === null || !linksInputs(launch) || isClosed) return;
      waiting.set(launch.id, null);
      const { path, args, env } = await commandAhead(setup, launch);
      if (!waiting.has(launch.id) || isClosed) return;
      const child = spawn(path, args, { cwd: launch.codeDir, env: { ...env, [waits]: '1' }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
      child.on('error', () => {}); // whoever wants it finds it without a process, and starts another
      child.stdin!.on('error', () => {});
      waiting.set(launch.id, child);
    },
    take(id) {
      const child = waiting.get(id) ?? null;
      waiting.delete(id);
      // Whoever ended it a moment ago, we may not have been told yet: the system knows.
      return child?.pid !== undefined && referenceOf(child.pid) !== null ? child : null;
    },
    forget(id) {
      const child = waiting.get(id);
      waiting.delete(id);
      if (child) end(child);
    },
    close() {
      isClosed = true;
      for (const child of waiting.values()) if (child) end(child);
      waiting.clear();
    },
  };
}

export function goOn(child: ChildProcess): void {
  child.stdin!.end('\n');
}
