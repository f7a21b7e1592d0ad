/** Sessions of checks on disk: the last one of a challenge is shown again after a restart. */
import type { EngineKind, Language } from '../../contract/base.ts';
import type { ErrorCode, ErrorData } from '../../contract/errors.ts';
import type { CheckResult, CheckSession, Solution } from '../../contract/workspaces.ts';
import type { Storage } from '../../storage/index.ts';

/** What a check found, without words. */
export interface CheckOutcome {
  id: string;
  status: CheckResult['status'];
  seen: string | null;
  expected: string | null;
  where: CheckResult['where'];
  durationMs: number;
  missing?: readonly string[];
  error: { code: ErrorCode; data: ErrorData } | null;
}

export interface SessionRecord {
  sessionId: string;
  challengeId: string;
  solution: Solution;
  engine: EngineKind;
  language: Language;
  status: CheckSession['status'];
  owner: string;
  startedAt: number;
  endedAt: number | null;
  /** Digest of the code that was checked; null of sessions that are older than that. */
  code: string | null;
  outcomes: CheckOutcome[];
}

interface SessionRow {
  session_id: string;
  challenge_id: string;
  solution: Solution;
  engine: EngineKind;
  language: Language;
  status: CheckSession['status'];
  owner: string;
  started_at: number;
  ended_at: number | null;
  results: string;
  code: string | null;
}

export function createSessionStore({ db, write }: Storage) {
  const one = db.prepare<[string], SessionRow>('SELECT * FROM check_sessions WHERE session_id = ?');
  const last = db.prepare<[string], SessionRow>('SELECT * FROM check_sessions WHERE challenge_id = ? ORDER BY started_at DESC LIMIT 1');
  const put =
    db.prepare(`INSERT OR REPLACE INTO check_sessions (session_id, challenge_id, solution, engine, language, status, owner, started_at, ended_at, results, code)
    VALUES (?,?,?,?,?,?,?,?,?,?,?)`);
  return {
    session: (id: string): SessionRecord | null => recordOf(one.get(id)),
    last: (challengeId: string): SessionRecord | null => recordOf(last.get(challengeId)),
    save: (session: SessionRecord): Promise<void> =>
      write(() => {
        const { sessionId, challengeId, solution, engine, language, status, owner, startedAt, endedAt, code, outcomes } = session;
        put.run(sessionId, challengeId, solution, engine, language, status, owner, startedAt, endedAt, JSON.stringify(outcomes), code);
      }),
  };
}

function recordOf(row: SessionRow | undefined): SessionRecord | null {
  if (!row) return null;
  return {
    sessionId: row.session_id,
    challengeId: row.challenge_id,
    solution: row.solution,
    engine: row.engine,
    language: row.language,
    status: row.status,
    owner: row.owner,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    code: row.code,
    outcomes: JSON.parse(row.results) as CheckOutcome[],
  };
}
