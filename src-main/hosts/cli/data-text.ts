/** What `bancada data` and `bancada lineage` print for people. */
import type { DataDiff, DataSet, DataVersion, FilesPage, FolderChange, GcPreview, LineageGraph } from '../../contract/index.ts';
import type { DataTexts } from './data-texts.ts';

const units = ['B', 'KB', 'MB', 'GB', 'TB'];
export function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

export function setsText(sets: readonly DataSet[], t: DataTexts): string {
  const line = ({ name, current, versions, tags, logicalBytes, storedBytes }: DataSet) =>
    [
      name,
      current ? `v${current.version}` : t.trash,
      t.versions(versions),
      `${bytesText(logicalBytes)} → ${bytesText(storedBytes)}`,
      ...Object.entries(tags).map(([tag, version]) => `@${tag}=v${version}`),
    ].join('  ');
  return sets.map(line).join('\n') || t.nothing;
}

export function versionText(
  { version, digest, fileName, bytes, files, newBytes, tags, isCurrent, deletedAt, message }: DataVersion,
  t: DataTexts,
): string {
  return [
    `${isCurrent ? '*' : ' '} v${version}`,
    digest.slice(0, 12),
    files === null ? fileName : `${fileName}/ (${t.files(files)})`,
    `${bytesText(bytes)} (+${bytesText(newBytes)})`,
    ...tags.map((tag) => `@${tag}`),
    ...(deletedAt === null ? [] : [t.trash]),
    ...(message ? [message] : []),
  ].join('  ');
}

export function diffText({ from, to, bytes, files, table, shifts }: DataDiff, t: DataTexts): string {
  const head = `v${from.version} → v${to.version}  +${bytesText(bytes.added)}  -${bytesText(bytes.removed)}  =${bytesText(bytes.shared)}`;
  if (files) return [head, t.filesDiff(files), ...files.changes.map(changeText)].join('\n');
  if (!table) return head;
  const { rows, schema } = table;
  return [
    head,
    t.rows(rows),
    ...schema.added.map(({ name, kind }) => `+ ${name} ${kind}`),
    ...schema.removed.map(({ name, kind }) => `- ${name} ${kind}`),
    ...schema.changed.map(({ column, before, after }) => `~ ${column} ${before} → ${after}`),
    ...shifts.filter(({ psi }) => psi >= 0.1).map(({ column, psi }) => `  ${column}  PSI ${psi.toFixed(3)}`),
  ].join('\n');
}

const signs = { added: '+', removed: '-', changed: '~', moved: '→' };
function changeText({ kind, path, from, before, after }: FolderChange): string {
  const sizes = [before, after].filter((bytes) => bytes !== null).map(bytesText);
  return `${signs[kind]} ${from === null ? path : `${from} → ${path}`}  ${[...new Set(sizes)].join(' → ')}`;
}

export function filesText({ items, total }: FilesPage, t: DataTexts): string {
  const lines = items.map(({ path, bytes }) => `${path}  ${bytesText(bytes)}`);
  return [...lines, ...(total > items.length ? [t.moreFiles(total - items.length)] : [])].join('\n') || t.nothing;
}

export function previewText({ versions, kept, freedBytes }: GcPreview, t: DataTexts): string {
  return [
    ...versions.map(({ name, version, bytes }) => `${name}@v${version}  ${bytesText(bytes)}`),
    t.wouldFree(versions.length, kept, bytesText(freedBytes)),
  ].join('\n');
}

export function lineageText({ nodes, edges }: LineageGraph): string {
  const names = new Map(nodes.map(({ id, label, detail }) => [id, detail ? `${label} (${detail})` : label]));
  return (
    edges.map(({ from, to, kind }) => `${names.get(from)}  ─${kind}→  ${names.get(to)}`).join('\n') || nodes.map(({ id }) => names.get(id)).join('\n')
  );
}
