/** `compareSegments`: each category of a column against itself: which district is it? All p-values are corrected together, for there are many. */
import type { Correction, SegmentDrift } from '../../../contract/drift.ts';
import { corrected } from '../../statistics/corrected.ts';
import { type Column, compareColumn, type Sides, severityOf } from './subjects.ts';

const most = 20;
const leastRows = 30;

export async function compareSegments(sides: Sides, columns: readonly Column[], by: string, correction: Correction): Promise<SegmentDrift> {
  const [before, now] = [await sides.reference.counts(by), await sides.current.counts(by)];
  const sizes = [...new Set([...before.keys(), ...now.keys()])]
    .map((segment) => ({ segment, rows: { reference: before.get(segment) ?? 0, current: now.get(segment) ?? 0 } }))
    .sort((a, b) => b.rows.current + b.rows.reference - a.rows.current - a.rows.reference);
  const others = columns.filter(({ name }) => name !== by);
  const looked = await Promise.all(
    sizes.slice(0, most).map(async (one) => {
      const enough = Math.min(one.rows.reference, one.rows.current) >= leastRows;
      const where = { column: by, value: one.segment };
      const features = enough ? await Promise.all(others.map(async (column) => ({ column, found: await compareColumn(sides, column, where) }))) : [];
      return { ...one, enough, features };
    }),
  );
  const ps = corrected(
    looked.flatMap(({ features }) => features.map(({ found }) => found.p)),
    correction,
  );
  let at = 0;
  const segments = looked.map(({ features, ...one }) => {
    const judged = features.map(({ column, found }) => {
      const p = ps[at++]!;
      return { feature: column.name, kind: column.kind, severity: severityOf(p), corrected: p, psi: found.psi };
    });
    const counted = judged.filter(({ kind }) => kind !== 'prediction');
    const score = counted.length === 0 ? 0 : counted.filter(({ severity }) => severity !== 'none').length / counted.length;
    const told = judged.map(({ kind: _, ...rest }) => rest).sort((a, b) => a.corrected - b.corrected || b.psi - a.psi);
    return { ...one, score, features: told };
  });
  segments.sort((a, b) => b.score - a.score || (a.features[0]?.corrected ?? 1) - (b.features[0]?.corrected ?? 1));
  return { by, segments, left: Math.max(0, sizes.length - most) };
}
