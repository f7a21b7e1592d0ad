/** `searchLogs`: a text or a regular expression in the stored log of a run, in a reading thread. A pattern that would take for ever is ended. */
import { createContext, Script } from 'node:vm';
import { BancadaError } from '../../contract/errors.ts';
import type { LogFound, LogLine, LogQuery } from '../../contract/pipelines.ts';
import { readQuery } from '../../storage/read-query.ts';

export type LogSearch = LogQuery & { runId: string; limit: number };

const mostSeqs = 20_000;
const patienceMs = 1500;

export const searchLogs = readQuery<LogSearch>('pipelines.searchLogs', (db, { runId, step, streams, levels, ...query }) => {
  const among = (column: string, values: readonly string[] | undefined) => (values ? ` AND ${column} IN (${values.map(() => '?').join(',')})` : '');
  const lines = db
    .prepare<unknown[], LogLine>(
      `SELECT seq, at, step_id AS step, stream, level, text FROM run_logs
       WHERE run_id = ?${step === undefined ? '' : ' AND step_id = ?'}${among('stream', streams)}${among('level', levels)} ORDER BY seq`,
    )
    .all(runId, ...(step === undefined ? [] : [step]), ...(streams ?? []), ...(levels ?? []));
  const found = matching(lines, query);
  const answer: LogFound = {
    lines: lines.length,
    total: found.length,
    seqs: found.slice(0, mostSeqs).map(({ seq }) => seq),
    shown: found.slice(0, query.limit),
  };
  return JSON.stringify(answer);
});

function matching(lines: readonly LogLine[], { text, regex, matchCase }: Pick<LogQuery, 'text' | 'regex' | 'matchCase'>): readonly LogLine[] {
  if (text === '') return lines;
  if (regex) return byPattern(lines, text, matchCase ? '' : 'i');
  const wanted = matchCase ? text : text.toLowerCase();
  return lines.filter((line) => (matchCase ? line.text : line.text.toLowerCase()).includes(wanted));
}

const script = new Script('texts.map((text) => pattern.test(text))');

function byPattern(lines: readonly LogLine[], text: string, flags: string): LogLine[] {
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, flags);
  } catch (error) {
    const detail = (error as Error).message.replace(/^Invalid regular expression: \/.*\/\w*: /s, '');
    throw new BancadaError('LOG_PATTERN_INVALID', { pattern: text, detail });
  }
  try {
    // Another context only for its time limit, which also ends a pattern that goes back and forth.
    const found = script.runInContext(createContext({ texts: lines.map((line) => line.text), pattern }), { timeout: patienceMs }) as boolean[];
    return lines.filter((_, index) => found[index]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new BancadaError('LOG_PATTERN_SLOW', { pattern: text }, { cause: error });
  }
}
