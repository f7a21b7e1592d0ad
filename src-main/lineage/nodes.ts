/** What a lineage is made of, by its id, in SQL. */
import type Sqlite from 'better-sqlite3';
import type { LineageNode } from '../contract/lineage.ts';

/** One thing, parsed from its id. */
export type Ref =
  | { kind: 'data'; name: string; digest: string; version: number | null }
  | { kind: 'step'; run: string; step: string }
  | { kind: 'run'; run: string }
  | { kind: 'tracking'; run: string }
  | { kind: 'model'; name: string; version: string }
  | { kind: 'endpoint'; name: string };

export function idOf(ref: Ref): string {
  switch (ref.kind) {
    case 'data':
      return ref.version === null ? `data:${ref.name}#${ref.digest}` : `data:${ref.name}@v${ref.version}`;
    case 'step':
      return `step:${ref.run}/${ref.step}`;
    case 'run':
    case 'tracking':
      return `${ref.kind}:${ref.run}`;
    case 'model':
      return `model:${ref.name}/${ref.version}`;
    case 'endpoint':
      return `endpoint:${ref.name}`;
  }
}

type Shown = Omit<LineageNode, 'more'>;

const shortDigest = 12;

export function nodeReader(db: Sqlite.Database) {
  const sql = {
    version: db.prepare<[string, number], { digest: string; at: number }>(
      `SELECT c.digest, v.created_at AS at FROM data_sets s JOIN data_set_versions v ON v.data_set = s.id JOIN data_contents c ON c.id = v.content
       WHERE s.name = ? AND v.version = ?`,
    ),
    /** The version that a name and bytes mean; the newest where several hold the same. */
    versionOf: db
      .prepare<[string, string], number>(
        `SELECT v.version FROM data_contents c JOIN data_set_versions v ON v.content = c.id JOIN data_sets s ON s.id = v.data_set
         WHERE c.digest = ? AND s.name = ? ORDER BY v.version DESC LIMIT 1`,
      )
      .pluck(),
    /** Bytes that were read under another name: a feedback loop puts its lessons in place of a pipeline's own data set. */
    elsewhere: db.prepare<[string], { name: string; version: number }>(
      `SELECT s.name, v.version FROM data_contents c JOIN data_set_versions v ON v.content = c.id JOIN data_sets s ON s.id = v.data_set
       WHERE c.digest = ? ORDER BY v.created_at DESC, v.version DESC LIMIT 1`,
    ),
    isRead: db
      .prepare<[string, string], number>(
        'SELECT 1 FROM run_data WHERE digest = ? UNION ALL SELECT 1 FROM datasets WHERE digest = substr(?, 1, 36) LIMIT 1',
      )
      .pluck(),
    run: db.prepare<[string], { pipeline: string; status: string; at: number; edited: number }>(
      `SELECT pipeline, status, started_at AS at, EXISTS (SELECT 1 FROM step_edits e WHERE e.run_id = r.run_id) AS edited
       FROM pipeline_runs r WHERE run_id = ?`,
    ),
    step: db.prepare<[string, string], { status: string; at: number | null; edited: number }>(
      `SELECT status, started_at AS at, EXISTS (SELECT 1 FROM step_edits e WHERE e.run_id = s.run_id AND e.step_id = s.step_id) AS edited
       FROM step_runs s WHERE run_id = ? AND step_id = ?`,
    ),
    tracking: db.prepare<[string], { name: string; status: string; at: number | null }>(
      'SELECT name, status, start_time AS at FROM runs WHERE run_id = ?',
    ),
    model: db.prepare<[string, string], { at: number; edited: number }>(
      `SELECT v.creation_time AS at,
         EXISTS (SELECT 1 FROM model_version_tags t WHERE t.model = v.model AND t.version = v.version AND t.key = 'bancada.edited') AS edited
       FROM registered_models m JOIN model_versions v ON v.model = m.id WHERE m.name = ? AND v.version = ?`,
    ),
    endpoint: db.prepare<[string], { status: string; at: number | null }>('SELECT status, started_at AS at FROM endpoints WHERE name = ?'),
  };

  return {
    data(name: string, digest: string): Ref {
      const version = sql.versionOf.get(digest, name);
      const other = version === undefined ? sql.elsewhere.get(digest) : undefined;
      return { kind: 'data', name: other?.name ?? name, digest, version: version ?? other?.version ?? null };
    },
    /** Null: there is no such thing. */
    parse(id: string): Ref | null {
      const [, kind, rest = ''] = /^(data|step|run|tracking|model|endpoint):(.+)$/s.exec(id) ?? [];
      if (kind === 'data') {
        const [, name, version, digest] = /^([^@#]+)(?:@v(\d+)|#([0-9a-f]+))$/.exec(rest) ?? [];
        if (name === undefined) return null;
        if (digest !== undefined) return sql.isRead.get(digest, digest) === undefined ? null : this.data(name, digest);
        const found = sql.version.get(name, Number(version));
        return found ? { kind: 'data', name, digest: found.digest, version: Number(version) } : null;
      }
      const cut = rest.indexOf('/');
      const last = rest.lastIndexOf('/');
      const ref: Ref | null =
        kind === 'step'
          ? { kind, run: rest.slice(0, cut), step: rest.slice(cut + 1) }
          : kind === 'model'
            ? { kind, name: rest.slice(0, last), version: rest.slice(last + 1) }
            : kind === 'endpoint'
              ? { kind, name: rest }
              : kind === 'run' || kind === 'tracking'
                ? { kind, run: rest }
                : null;
      return ref && this.show(ref) ? ref : null;
    },
    show(ref: Ref): Shown | null {
      const id = idOf(ref);
      switch (ref.kind) {
        case 'data': {
          const { name, version, digest } = ref;
          const at = version === null ? null : (sql.version.get(name, version)?.at ?? null);
          return {
            id,
            kind: 'data',
            label: name,
            detail: version === null ? digest.slice(0, shortDigest) : `v${version}`,
            status: null,
            at,
            edited: false,
          };
        }
        case 'step': {
          const found = sql.step.get(ref.run, ref.step);
          return found ? { id, kind: 'step', label: ref.step, detail: ref.run, ...found, edited: found.edited === 1 } : null;
        }
        case 'run': {
          const found = sql.run.get(ref.run);
          if (!found) return null;
          return { id, kind: 'run', label: found.pipeline, detail: ref.run, status: found.status, at: found.at, edited: found.edited === 1 };
        }
        case 'tracking': {
          const found = sql.tracking.get(ref.run);
          if (!found) return null;
          return { id, kind: 'run', label: found.name, detail: ref.run.slice(0, shortDigest), status: found.status, at: found.at, edited: false };
        }
        case 'model': {
          const found = sql.model.get(ref.name, ref.version);
          if (!found) return null;
          return { id, kind: 'model', label: ref.name, detail: `v${ref.version}`, status: null, at: found.at, edited: found.edited === 1 };
        }
        case 'endpoint': {
          const found = sql.endpoint.get(ref.name);
          return found ? { id, kind: 'endpoint', label: ref.name, detail: '', edited: false, ...found } : null;
        }
      }
    },
  };
}
