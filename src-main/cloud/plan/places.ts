/** `openPlaces`: where plans are: folders of challenges, the lab's examples, anywhere on disk. A plan's policies lie beside it and nowhere else. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Catalog } from '../../catalog/catalog.ts';
import type { CloudSource } from '../../contract/cloud-plan.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Workspaces } from '../../workspaces/workspaces.ts';

export interface Place {
  folder: string;
  file: string;
  text: string;
  has(path: string): boolean;
  read(path: string): string;
}

const planFile = 'nuvem.yaml';

export interface PlaceParts {
  catalog: Pick<Catalog, 'challengeIds'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  examples: string;
}

export type Places = ReturnType<typeof openPlaces>;

export function openPlaces({ catalog, workspaces, examples }: PlaceParts) {
  const pathOf = (source: CloudSource): string => {
    if (source.kind === 'path') return resolve(source.path);
    if (source.kind === 'example') return within(examples, join(source.id, planFile));
    return within(workspaces.codeFolder(source.pipeline, source.solution), source.file);
  };
  return {
    place: (source: CloudSource): Place => placeOf(pathOf(source)),
    list(exampleIds: readonly string[]): { source: CloudSource; title: string }[] {
      const own = catalog.challengeIds().flatMap((pipeline) => {
        const source = { kind: 'workspace', pipeline, solution: 'workspace', file: planFile } as const;
        return existsSync(pathOf(source)) ? [{ source, title: pipeline }] : [];
      });
      return [...own, ...exampleIds.map((id) => ({ source: { kind: 'example', id } as const, title: id }))];
    },
  };
}

function placeOf(path: string): Place {
  if (!existsSync(path)) throw new BancadaError('FILE_NOT_FOUND', { path });
  const folder = dirname(path);
  return {
    folder,
    file: basename(path),
    text: readFileSync(path, 'utf8'),
    has: (name) => existsSync(within(folder, name)),
    read: (name) => readFileSync(within(folder, name), 'utf8'),
  };
}

function within(folder: string, name: string): string {
  const path = resolve(folder, name);
  const inside = relative(folder, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) throw new BancadaError('FILE_OUTSIDE_WORKSPACE', { path: name });
  return path;
}
