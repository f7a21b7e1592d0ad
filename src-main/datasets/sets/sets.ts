/** `createSets`: data sets and their versions: named, tagged, current, in the trash; every change is in the history. Contents are somebody else's concern. */
import type { Core } from '../../common/core.ts';
import type { DataEvent, DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StoredContent } from '../chunks/contents.ts';
import { formatOf } from '../format.ts';
import { namePattern, parseReference, tagPattern } from '../reference.ts';
import { type SetRow, setRows, type VersionRow } from './set-rows.ts';

export interface NewVersion {
  name: string;
  fileName: string;
  message: string;
  origin: VersionRow['origin'];
  runId?: string;
  stepId?: string;
  tag?: string | undefined;
  by: string;
}

export type Sets = ReturnType<typeof createSets>;
export type SetWithVersions = SetRow & { items: DataVersion[]; tags: Record<string, number> };

const historyLimit = 500;

export function createSets({ storage, clock, changes }: Pick<Core, 'storage' | 'clock' | 'changes'>) {
  const rows = setRows(storage.db);

  function known(name: string): SetRow {
    const found = rows.byName(name);
    if (found) return found;
    const names = rows.all().map((set) => set.name);
    throw new BancadaError('DATASET_NOT_FOUND', { id: name, known: names.join(', ') || '—' });
  }

  function missing(set: SetRow, version: string): BancadaError {
    const there = rows.versions(set.id).filter(({ deletedAt }) => deletedAt === null);
    const names = [...there.map((each) => `v${each.version}`), ...rows.tags(set.id).map(({ tag }) => tag)];
    return new BancadaError('DATA_VERSION_NOT_FOUND', { name: set.name, version, known: names.slice(0, 50).join(', ') || '—' });
  }

  function view(set: SetRow, row: VersionRow, tags = rows.tags(set.id)): DataVersion {
    const { set: _, content: __, ...version } = row;
    return {
      ...version,
      name: set.name,
      format: row.files === null ? formatOf(row.fileName) : 'folder',
      tags: tags.filter((each) => each.version === row.version).map(({ tag }) => tag),
      isCurrent: set.current === row.version,
    };
  }

  function withVersions(set: SetRow): SetWithVersions {
    const tags = rows.tags(set.id);
    const items = rows.versions(set.id).map((row) => view(set, row, tags));
    return { ...set, items, tags: Object.fromEntries(tags.map(({ tag, version }) => [tag, version])) };
  }

  /** `deleted`: also from the trash. */
  function versionRow(set: SetRow, version: number, deleted = false): VersionRow {
    const row = rows.version(set.id, version);
    if (!row || (row.deletedAt !== null && !deleted)) throw missing(set, `v${version}`);
    return row;
  }

  /** Changes a set in one durable step and says so. */
  async function change<T>(
    name: string,
    make: (set: SetRow, event: (about: Omit<Partial<DataEvent>, 'id'> & Pick<DataEvent, 'kind'>) => void, now: number) => T,
    by = 'user',
  ) {
    const result = await storage.write(() => {
      const set = known(name);
      const now = clock.now();
      return make(set, (about) => rows.event(set.id, { by, at: now, ...about }), now);
    });
    changes.publish({ topic: 'datasets', id: name });
    return result;
  }

  function moveTag(set: SetRow, tag: string, version: number, by: string, now: number): void {
    const before = rows.tags(set.id).find((each) => each.tag === tag)?.version;
    if (before === version) return;
    rows.setTag(set.id, tag, version);
    rows.event(set.id, { kind: 'tag', version, subject: tag, before: before === undefined ? null : `v${before}`, after: `v${version}`, by, at: now });
  }

  /** What is current when a version goes or comes back: the newest that is there. */
  function settleCurrent(set: SetRow, now: number): void {
    const isThere = set.current !== null && rows.version(set.id, set.current)?.deletedAt === null;
    if (!isThere) rows.setCurrent(set.id, rows.latest(set.id)?.version ?? null, now);
  }

  return {
    rows,
    known,
    versionOf: (name: string, version: number, deleted = false): DataVersion => {
      const set = known(name);
      return view(set, versionRow(set, version, deleted));
    },
    all: (): SetWithVersions[] => rows.all().map(withVersions),
    get: (name: string) => {
      const set = known(name);
      return { ...withVersions(set), history: rows.events(set.id, historyLimit) };
    },
    /** A version with these bytes, wherever it is. */
    ofDigest(digest: string): DataVersion | undefined {
      const [row] = rows.byDigest(digest);
      return row && view(known(row.name), row);
    },
    latest(name: string): DataVersion | null {
      const set = rows.byName(name);
      const row = set && rows.latest(set.id);
      return set && row ? view(set, row) : null;
    },
    /** DATA_REFERENCE_INVALID, DATASET_NOT_FOUND, DATA_VERSION_NOT_FOUND. */
    resolve(text: string): DataVersion {
      const reference = parseReference(text);
      if (!reference) throw new BancadaError('DATA_REFERENCE_INVALID', { reference: text.slice(0, 200) });
      const set = known(reference.name);
      const tagged = reference.tag === null ? undefined : rows.tags(set.id).find(({ tag }) => tag === reference.tag)?.version;
      const number = reference.version ?? (reference.tag === null ? set.current : tagged);
      if (number === null || number === undefined) throw missing(set, reference.tag ?? '—');
      return view(set, versionRow(set, number));
    },
    /** All that can be refused before a file is read. DATA_NAME_INVALID, DATA_TAG_INVALID, DATA_SET_SHIPPED. */
    check({ name, tag, origin }: Pick<NewVersion, 'name' | 'tag' | 'origin'>): void {
      if (!namePattern.test(name)) throw new BancadaError('DATA_NAME_INVALID', { name: name.slice(0, 200) });
      if (tag !== undefined && !tagPattern.test(tag)) throw new BancadaError('DATA_TAG_INVALID', { tag: tag.slice(0, 200) });
      if (origin !== 'shipped' && rows.byName(name)?.shipped) throw new BancadaError('DATA_SET_SHIPPED', { name });
    },
    /** Inside the transaction that makes the content whole. The newest version with the very same bytes stays the newest. */
    publish({ name, by, tag, ...about }: NewVersion, content: StoredContent): { version: number; isNew: boolean } {
      const now = clock.now();
      const isFirst = rows.byName(name) === null;
      const set = rows.byName(name) ?? rows.insert(name, about.origin === 'shipped', now);
      if (isFirst) rows.event(set.id, { kind: 'created', by, at: now });
      const latest = rows.latest(set.id);
      const isNew = latest?.content !== content.id;
      const { runId = null, stepId = null, fileName, message, origin } = about;
      const version = isNew
        ? rows.insertVersion({
            set: set.id,
            content: content.id,
            fileName,
            message,
            origin,
            runId,
            stepId,
            newBytes: content.newBytes,
            createdAt: now,
          })
        : latest.version;
      if (isNew) rows.event(set.id, { kind: 'version', version, after: content.digest, by, at: now });
      rows.setCurrent(set.id, version, now);
      if (tag !== undefined) moveTag(set, tag, version, by, now);
      return { version, isNew };
    },
    /** Once that transaction is durable. */
    published(name: string, { version, isNew }: { version: number; isNew: boolean }): void {
      changes.publish({ topic: 'datasets', id: name });
      if (isNew) changes.publish({ topic: 'data-versions', id: `${name}@v${version}` });
    },
    describe: (name: string, description: string) =>
      change(name, (set, event, now) => {
        if (set.description === description) return;
        rows.describe(set.id, description, now);
        event({ kind: 'described', before: set.description, after: description });
      }),
    setTag: async (name: string, version: number, tag: string, by = 'user') => {
      if (!tagPattern.test(tag)) throw new BancadaError('DATA_TAG_INVALID', { tag: tag.slice(0, 200) });
      await change(name, (set, _event, now) => {
        versionRow(set, version);
        moveTag(set, tag, version, by, now);
      });
    },
    deleteTag: (name: string, tag: string) =>
      change(name, (set, event) => {
        const before = rows.tags(set.id).find((each) => each.tag === tag)?.version;
        if (before === undefined) return;
        rows.deleteTag(set.id, tag);
        event({ kind: 'tag', version: before, subject: tag, before: `v${before}` });
      }),
    makeCurrent: (name: string, version: number) =>
      change(name, (set, event, now) => {
        versionRow(set, version);
        if (set.current === version) return;
        rows.setCurrent(set.id, version, now);
        event({ kind: 'current', version, before: set.current === null ? null : `v${set.current}`, after: `v${version}` });
      }),
    deleteVersions: (name: string, versions?: readonly number[]) =>
      change(name, (set, event, now) => {
        if (set.shipped) throw new BancadaError('DATA_SET_SHIPPED', { name });
        const wanted = versions?.map((version) => versionRow(set, version)) ?? rows.versions(set.id).filter(({ deletedAt }) => deletedAt === null);
        for (const { version } of wanted) {
          rows.setDeleted(set.id, version, now);
          event({ kind: 'deleted', version });
        }
        settleCurrent(set, now);
      }),
    undelete: (name: string, version: number) =>
      change(name, (set, event, now) => {
        if (versionRow(set, version, true).deletedAt === null) return;
        rows.setDeleted(set.id, version, null);
        settleCurrent(set, now);
        event({ kind: 'undeleted', version });
      }),
  };
}
