/** What a container sees of this computer: its code, inputs and context read-only, its output folder. Nothing else. */
import { chownSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { MountSettings } from 'dockerode';
import { bare, besides, itemName, type Places } from '../context.ts';
import type { Launch } from '../engine.ts';
import { isPython } from '../python/program.ts';
import type { Stripper } from '../typescript/stripper.ts';

export const containerPlaces: Places = {
  codeDir: '/lab/code',
  outDir: '/lab/out',
  input: (input) => `/lab/in/${input.items ? input.name : bare(input.fileName)}`,
  item: (input, item) => `/lab/in/${input.name}/${itemName(item)}`,
  join: posix.join,
};

/** Writes what the program is told and given beside its output folder, lets it write to that, and says what to mount. */
export async function prepareMounts(
  { stripper, rootless }: { stripper: Stripper; rootless: boolean },
  launch: Launch,
  context: Record<string, unknown>,
): Promise<MountSettings[]> {
  const beside = besides(launch.outDir);
  writeFileSync(beside.context, JSON.stringify(context), { mode: 0o644 });
  handOver(launch.outDir, rootless);
  const inputs = launch.inputs.flatMap((input) =>
    input.items ? input.items.map((item) => bind(item.path, containerPlaces.item(input, item))) : [bind(input.path, containerPlaces.input(input))],
  );
  const mounts = [bind(launch.codeDir, '/lab/code'), bind(beside.context, '/lab/context.json'), bind(launch.outDir, '/lab/out', false), ...inputs];
  if (launch.entry === null || isPython(launch.entry)) return mounts;
  const preload = await stripper.preload(launch.codeDir, { codeDir: containerPlaces.codeDir, sdk: null });
  return [...mounts, bind(preload, preloadPlace)];
}

export const preloadPlace = '/lab/preload.cjs';

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
function handOver(outDir: string, rootless: boolean): void {
  if (!rootless && process.getuid?.() === 0) chownSync(outDir, nobody, nobody);
}

const nobody = 65534;
