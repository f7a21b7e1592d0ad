/**
 * `oversample`: synthetic rows until every class is as frequent as the largest: SMOTE (Chawla et al., 2002), and two variants that start from rows near the
 * border: borderline-SMOTE (Han et al., 2005) and SVM-SMOTE (Nguyen et al., 2011). For training rows only: a synthetic row judged is a judge fooled.
 */
import type { OversampleOptions, Row } from '../../sdk/types.ts';
import { below, seededRandom } from '../random.ts';
import { separate } from '../svm/smo.ts';
import { nearest, type Standardised, standardised } from './standard.ts';

interface Start {
  row: number;
  /** Away from its neighbour instead of towards it: where the class is safe, its border may move outwards. */
  outward: boolean;
}

const NEIGHBOURS = 10;
const OUTWARD = 0.5;

export function oversample(rows: readonly Row[], { target, numeric, method = 'smote', neighbours = 5, seed }: OversampleOptions): Row[] {
  const points = standardised(rows, numeric);
  const random = seededRandom(seed);
  const classes = new Map<string, number[]>();
  rows.forEach((row, r) => {
    const label = String(row[target]);
    classes.set(label, [...(classes.get(label) ?? []), r]);
  });
  const largest = Math.max(...[...classes.values()].map((members) => members.length));
  const made: Row[] = [];
  for (const members of [...classes.keys()].sort().map((label) => classes.get(label)!)) {
    if (members.length < 2 || members.length === largest) continue;
    const found = method === 'smote' ? [] : starts(points, members, method);
    // Where no row lies at the border, every row may be started from.
    const from = found.length > 0 ? found : members.map((row): Start => ({ row, outward: false }));
    const near = new Map(from.map(({ row }) => [row, nearest(points, row, members, neighbours)]));
    for (let missing = largest - members.length; missing > 0; missing--) {
      const { row, outward } = from[below(random, from.length)]!;
      const choices = near.get(row)!;
      made.push(between(rows[row]!, rows[choices[below(random, choices.length)]!]!, numeric, outward ? -OUTWARD * random() : random()));
    }
  }
  return [...rows, ...made];
}

function between(row: Row, neighbour: Row, numeric: readonly string[], step: number): Row {
  const moved = numeric.map((column) => {
    const from = row[column] as number;
    return [column, from + step * ((neighbour[column] as number) - from)] as const;
  });
  return { ...row, ...Object.fromEntries(moved) };
}

/** Rows of the class among whose neighbours others are, but not only others: those would be noise. */
function starts(points: Standardised, members: readonly number[], method: 'borderline' | 'svm'): Start[] {
  const all = Array.from({ length: points.matrix.length / points.width }, (_, row) => row);
  const own = new Set(members);
  const candidates = method === 'svm' ? supportVectors(points, own, all) : members;
  return candidates.flatMap((row): Start[] => {
    const near = nearest(points, row, all, NEIGHBOURS);
    const others = near.filter((other) => !own.has(other)).length;
    if (others === near.length) return [];
    if (method === 'borderline') return others * 2 >= near.length ? [{ row, outward: false }] : [];
    return [{ row, outward: others * 2 < near.length }];
  });
}

function supportVectors(points: Standardised, own: ReadonlySet<number>, all: readonly number[]): number[] {
  const signs = Int8Array.from(all, (row) => (own.has(row) ? 1 : -1));
  const { coefficients } = separate(points, signs, { cost: 1, gamma: 1 / points.width, tolerance: 1e-3 });
  return all.filter((row) => own.has(row) && coefficients[row] !== 0);
}
