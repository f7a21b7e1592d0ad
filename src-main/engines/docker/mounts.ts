/** What a container sees of this computer: its code, inputs and context read-only, its output folder. Nothing else. */
import { chownSync } from 'node:fs';
import { posix } from 'node:path';
import type { MountSettings } from 'dockerode';
import { bare, itemName, type Places } from '../context.ts';
import type { Launch } from '../engine.ts';

export const containerPlaces: Places = {
  codeDir: '/lab/code',
  outDir: '/lab/out',
  input: (input) => `/lab/in/${input.items ? input.name : bare(input.fileName)}`,
  item: (input, item) => `/lab/in/${input.name}/${itemName(item)}`,
  join: posix.join,
};

export function mountsOf(launch: Launch, contextFile: string): MountSettings[] {
  const inputs = launch.inputs.flatMap((input) =>
    input.items ? input.items.map((item) => bind(item.path, containerPlaces.item(input, item))) : [bind(input.path, containerPlaces.input(input))],
  );
  return [bind(launch.codeDir, '/lab/code'), bind(contextFile, '/lab/context.json'), bind(launch.outDir, '/lab/out', false), ...inputs];
}

function bind(source: string, target: string, readOnly = true): MountSettings {
  return { Type: 'bind', Source: source, Target: target, ReadOnly: readOnly };
}

/**
 * Who the program is inside. As root we give it to nobody; else it is ourselves, so that its files are ours.
 * An engine without root maps its own root to us and everybody else to strangers.
 */
export function containerUser(rootless: boolean): string {
  if (rootless) return '0:0';
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? `${nobody}:${nobody}` : `${uid}:${process.getgid?.() ?? uid}`;
}

/** Lets nobody write to the output folder when we, root, made it. */
export function handOver(outDir: string, rootless: boolean): void {
  if (!rootless && process.getuid?.() === 0) chownSync(outDir, nobody, nobody);
}

const nobody = 65534;
