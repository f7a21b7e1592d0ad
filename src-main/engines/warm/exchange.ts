/**
 * `openExchange`: the folder that a warm container and we share. What a step is given is linked into a part that the container sees read-only; its
 * output folder is the caller's own, moved in before it starts and moved out after it ended, so that no step ever finds another's.
 */
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bare, itemName } from '../context.ts';
import type { StepLaunch } from '../engine.ts';

export interface Exchange {
  /** The part with the agent's programs. */
  readonly programs: string;
  /** Where the container finds the three parts, and what of them it may write to. */
  readonly mounts: readonly { source: string; target: string; readOnly: boolean }[];
  /** The output folder of the step that runs. */
  readonly outDir: string;
  /** Puts everything of a step in its place. Throws, having changed nothing outside, when something cannot be put there. */
  give(launch: StepLaunch, context: string, preload: string): void;
  /** Moves the output folder back to where it came from. Answers whether the step left everything else as it was. */
  take(): boolean;
  remove(): void;
}

/** Among the agent's programs, until it is connected. */
export const socketName = 'core.sock';

export const programPlaces = { agent: '/opt/bancada-warm', work: '/work' } as const;

/** More files than that are better mounted. */
const mostFiles = 2000;

export class TooManyFiles extends Error {}

export function openExchange(root: string, agent: ReadonlyMap<string, string>, owner: { uid: number; gid: number }): Exchange {
  const part = (name: string) => join(root, name);
  const [lab, work, programs] = [part('lab'), part('work'), part('agent')];
  const outDir = join(work, 'out');
  let codeDir: string | null = null;
  let preloaded: string | null = null;
  let hasInputs = false;
  let current: { outDir: string; sealed: bigint } | null = null;

  for (const folder of [root, lab, work, programs, join(lab, 'code'), join(lab, 'in')]) open(folder);
  for (const [name, source] of agent) writeFileSync(join(programs, name), source, { mode: 0o644 });
  // As in the image: tells Node that a .ts is a module.
  writeFileSync(join(lab, 'package.json'), '{"type":"module"}\n', { mode: 0o644 });
  symlinkSync(`${programPlaces.work}/out`, join(lab, 'out'));

  return {
    programs,
    outDir,
    mounts: [
      { source: lab, target: '/lab', readOnly: true },
      { source: programs, target: programPlaces.agent, readOnly: true },
      { source: work, target: programPlaces.work, readOnly: false },
    ],
    give(launch, context, preload) {
      const linker = { left: mostFiles };
      if (codeDir !== launch.codeDir) {
        codeDir = null;
        renew(join(lab, 'code'));
        linkAll(launch.codeDir, join(lab, 'code'), linker);
        codeDir = launch.codeDir;
      }
      if (hasInputs) renew(join(lab, 'in'));
      hasInputs = launch.inputs.length > 0;
      for (const input of launch.inputs) {
        if (!input.items) link(input.path, join(lab, 'in', bare(input.fileName)), linker);
        for (const item of input.items ?? []) link(item.path, join(lab, 'in', input.name, itemName(item)), linker);
      }
      rewrite(join(lab, 'context.json'), context);
      if (preloaded !== preload) {
        rmSync(join(lab, 'preload.cjs'), { force: true });
        link(preload, join(lab, 'preload.cjs'), linker);
        preloaded = preload;
      }
      if (readdirSync(work).length > 0) throw new Error(`${work} is not empty`);
      renameSync(launch.outDir, outDir);
      if (process.getuid?.() === 0) chownSync(outDir, owner.uid, owner.gid);
      current = { outDir: launch.outDir, sealed: changed(work) };
    },
    take() {
      if (!current) return true;
      const untouched = changed(work) === current.sealed;
      renameSync(outDir, current.outDir);
      current = null;
      return untouched && readdirSync(work).length === 0;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** For everybody to read: whoever runs inside is another user. What is above it is closed to all but us. */
function open(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

/** In place: a file that is emptied first is taken to the disk when it is closed (ext4), which is a millisecond on a calm machine and ten on a busy one. */
function rewrite(path: string, text: string): void {
  const handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644);
  try {
    writeSync(handle, text, 0);
    ftruncateSync(handle, Buffer.byteLength(text));
  } finally {
    closeSync(handle);
  }
}

function renew(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  open(folder);
}

/** Moves on with every change of what the folder holds and of its own mode, owner and attributes; no program can set it back. */
function changed(folder: string): bigint {
  return lstatSync(folder, { bigint: true }).ctimeNs;
}

function link(from: string, to: string, linker: { left: number }): void {
  mkdirs(dirname(to));
  if (lstatSync(from).isDirectory()) {
    open(to);
    linkAll(from, to, linker);
    return;
  }
  linker.left -= 1;
  if (linker.left < 0) throw new TooManyFiles(from);
  try {
    linkSync(from, to);
  } catch {
    // Another disk, or another owner.
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}

function linkAll(from: string, to: string, linker: { left: number }): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) link(join(from, entry.name), join(to, entry.name), linker);
  }
}

function mkdirs(folder: string): void {
  const made = mkdirSync(folder, { recursive: true });
  if (made !== undefined) chmodSync(folder, 0o755);
}
