/**
 * `placesOf`: where a local program finds what it is given; `provide`: puts it there.
 * What earlier steps made is linked into a folder beside the output, so that what a step may read is known before it is made (`ahead.ts`): hard links, which are to
 * every program what the files themselves are. A Python program (which the kernel shuts in) and Windows are given the artifacts where they lie.
 */
import { constants, copyFileSync, linkSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { bare, besides, itemName, type Places } from '../context.ts';
import type { Launch, LaunchInput } from '../engine.ts';
import { isPython } from '../python/program.ts';

export interface LocalPlaces extends Places {
  /** The folders and files that hold its inputs. */
  given(inputs: Launch['inputs']): string[];
}

export function placesOf(launch: Pick<Launch, 'codeDir' | 'outDir' | 'entry'>): LocalPlaces {
  const folders = realFolders(launch);
  const { inputs: folder } = besides(folders.outDir);
  const links = linksInputs(launch);
  const input: Places['input'] = (each) => {
    if (each.items) return join(folder, each.name);
    return links && each.isMade ? join(folder, linkName(each)) : realpathSync.native(each.path);
  };
  const item: Places['item'] = (each, one) => (links ? join(folder, each.name, itemName(one)) : realpathSync.native(one.path));
  return {
    ...folders,
    input,
    item,
    join,
    given: (inputs) => inputs.flatMap((each) => [input(each), ...(each.items ?? []).map((one) => item(each, one))]),
  };
}

export function linksInputs({ entry }: Pick<Launch, 'entry'>): boolean {
  return process.platform !== 'win32' && !isPython(entry);
}

export function realFolders({ codeDir, outDir }: Pick<Launch, 'codeDir' | 'outDir'>): { codeDir: string; outDir: string } {
  return { codeDir: realpathSync.native(codeDir), outDir: realpathSync.native(outDir) };
}

/** Writes what the program is told, and links what it is given. */
export function provide(launch: Launch, places: LocalPlaces, context: (places: Places) => Record<string, unknown>): void {
  writeFileSync(besides(places.outDir).context, JSON.stringify(context(places)));
  const links = linksInputs(launch);
  for (const input of launch.inputs) {
    if (input.items) collect(places.input(input), input.items, links ? link : symlink);
    else if (links && input.isMade) {
      mkdirSync(dirname(places.input(input)), { recursive: true });
      link(input, places.input(input));
    }
  }
}

function linkName({ name, fileName, format }: LaunchInput): string {
  return format === 'folder' ? name : name + extname(bare(fileName));
}

type Given = Pick<LaunchInput, 'path' | 'format'>;

/** Gives the artifacts of a matrix step the same look as in a container: one folder, an entry per instance. */
function collect(folder: string, items: NonNullable<LaunchInput['items']>, put: (from: Given, to: string) => void): void {
  mkdirSync(folder, { recursive: true });
  for (const item of items) {
    const path = join(folder, itemName(item));
    mkdirSync(dirname(path), { recursive: true });
    put(item, path);
  }
}

function symlink({ path, format }: Given, at: string): void {
  symlinkSync(realpathSync.native(path), at, format === 'folder' ? 'junction' : 'file');
}

function link({ path, format }: Given, at: string): void {
  if (format !== 'folder') {
    linkFile(path, at);
    return;
  }
  mkdirSync(at, { recursive: true });
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const from = { path: join(path, entry.name), format: entry.isDirectory() ? ('folder' as const) : ('file' as const) };
    link(from, join(at, entry.name));
  }
}

function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A file system without hard links, a file that has too many, artifacts on another disk.
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}
