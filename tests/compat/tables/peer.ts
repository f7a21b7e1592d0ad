/** pandas and Great Expectations at the same work as ours (peer.py), and whether they answer the same. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SuiteResult } from '../../../src-main/contract/expectations.ts';
import type { RelationMethod, TableProfile, TableRelations } from '../../../src-main/contract/tables.ts';

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
export const suiteFile = place('suite.json');

interface PeerColumn {
  missing: number;
  distinct: number;
  top: number[];
  mean?: number;
  sd?: number;
  min?: number;
  max?: number;
  zeros?: number;
  negatives?: number;
  quantiles?: number[];
  histogram?: number[];
  lengths?: [number, number, number];
}

type PeerRelations = Record<RelationMethod, Record<string, Record<string, number>>>;

export interface PeerProfile {
  rows: number;
  columns: Record<string, PeerColumn>;
  correlations: Record<string, Record<string, number>>;
  /** Of small tables. */
  relations?: PeerRelations;
}

export type PeerResults = { type: string; column: string | null; success: boolean; unexpected: number | null }[];

export interface PeerRun<Answer> {
  /** From the start of its process to its end. */
  ms: number;
  /** Of it: loading what it imports, reading the file, working. */
  importMs: number;
  readMs: number;
  workMs: number;
  peakMb: number;
  answer: Answer;
}

export function peerPython(): { python: string | null; missing: string } {
  const set = spawnSync(process.execPath, [fileURLToPath(new URL('../../../scripts/setup/python.mjs', import.meta.url)), 'tables'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { python = null, missing = '' } = JSON.parse(set.stdout.trim().split('\n').at(-1) ?? '{}') as { python?: string; missing?: string };
  return { python, missing };
}

export function runPeer<What extends 'profile' | 'expect'>(
  python: string,
  what: What,
  file: string,
): PeerRun<What extends 'profile' ? PeerProfile : PeerResults> {
  const started = performance.now();
  // With the priority that our own process gives itself: on a machine that others use too, neither goes before the other.
  const { status, stdout, stderr } = spawnSync('nice', ['-n', '10', python, place('peer.py'), what, file, suiteFile], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(stderr.slice(-3000));
  return { ms, ...JSON.parse(stdout.trim().split('\n').at(-1)!) };
}

/** What differs, in words; empty when the answers are the same. */
export function profileDifferences(ours: TableProfile, theirs: PeerProfile): string[] {
  const differences: string[] = [];
  const same = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) differences.push(`${what}: ${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`);
  };
  const close = (what: string, a: number | null | undefined, b: number | undefined) => {
    if (a === null || a === undefined || b === undefined || Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))
      differences.push(`${what}: ${a} ≠ ${b}`);
  };
  same('rows', ours.rows, theirs.rows);
  for (const column of ours.columns) {
    const { name } = column;
    const peer = theirs.columns[name]!;
    same(`${name}.missing`, column.missing, peer.missing);
    same(`${name}.distinct`, column.distinct, peer.distinct);
    if (column.top.length > 0)
      same(
        `${name}.top`,
        column.top.map(({ count }) => count),
        peer.top,
      );
    if (peer.lengths) same(`${name}.lengths`, [column.lengths?.min, column.lengths?.max, column.lengths?.mean], peer.lengths);
    if (peer.quantiles === undefined) continue;
    for (const field of ['mean', 'sd'] as const) close(`${name}.${field}`, column[field], peer[field]);
    same(`${name}.range`, [column.min, column.max, column.zeros, column.negatives], [peer.min, peer.max, peer.zeros, peer.negatives]);
    for (const [index, { q, value }] of column.quantiles.entries()) close(`${name}.q${q}`, value, peer.quantiles[index]);
    // Of few whole numbers we draw one bar each.
    if (column.histogram?.counts.length === peer.histogram?.length) same(`${name}.histogram`, column.histogram?.counts, peer.histogram);
  }
  for (const { a, b, value } of ours.correlations) close(`${a} × ${b}`, value, theirs.correlations[a]?.[b]);
  return differences;
}

/** Coefficients of rows that were all read. */
export function relationDifferences(ours: TableRelations, theirs: PeerRelations | undefined): string[] {
  return ours.pairs.flatMap(({ method, a, b, value }) => {
    const peer = theirs?.[method][a]?.[b] ?? theirs?.[method][b]?.[a];
    return peer !== undefined && Math.abs(peer - value) < 1e-9 ? [] : [`${method} ${a} × ${b}: ${value} ≠ ${peer}`];
  });
}

/** Great Expectations groups its answers by column: they are found by what they are about. */
export function suiteDifferences(ours: SuiteResult, theirs: PeerResults): string[] {
  const left = [...theirs];
  const differences = ours.results.flatMap(({ expectation, success, unexpected, problem, columns }) => {
    const at = left.findIndex(({ type, column }) => type === expectation.type && (column ?? undefined) === expectation.column);
    const [peer] = at < 0 ? [] : left.splice(at, 1);
    const what = `${expectation.type}(${expectation.column ?? ''})`;
    if (!peer || problem) return [`${what}: ${peer ? JSON.stringify(problem) : 'not answered'}`];
    const isRows = columns.length > 0 && peer.unexpected !== null;
    const isSame = success === peer.success && (!isRows || unexpected === peer.unexpected);
    return isSame ? [] : [`${what}: ${success} ${unexpected} ≠ ${peer.success} ${peer.unexpected}`];
  });
  return [...differences, ...left.map(({ type }) => `${type}: not asked`)];
}
