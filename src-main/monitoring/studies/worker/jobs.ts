/** What a table process can be asked about drift. */
import type { DriftHeat, StudyReport } from '../../../contract/drift.ts';
import { BancadaError } from '../../../contract/errors.ts';
import { type Session, tableJob } from '../../../tables/worker/index.ts';
import { leastRequests } from '../../drift/finding.ts';
import { estimatePerformance } from '../analysis/estimate.ts';
import { compareJointly } from '../analysis/joint.ts';
import { compareSegments } from '../analysis/segments.ts';
import { compareColumns, scoreOf } from '../analysis/subjects.ts';
import { heatJob, studyJob } from '../protocol.ts';
import { openSide, sharedColumns } from './columns.ts';

export const driftJobs = [
  tableJob(studyJob, async (session, args) => {
    const reference = await openSide(session, args.reference, 'drift_reference');
    const current = await openSide(session, args.current, 'drift_current');
    const sides = { reference: reference.side, current: current.side };
    const { columns, skipped } = await sharedColumns(reference, current, args.columns);
    const rows = { reference: await sides.reference.rows(), current: await sides.current.rows() };
    const enough = Math.min(rows.reference, rows.current) >= leastRequests;
    if (enough && columns.length === 0) throw new BancadaError('DRIFT_NO_COLUMNS', {});
    const told = teller(session);
    const subjects = enough ? await compareColumns(sides, columns, args.correction, (done) => told((done / columns.length) * 0.6)) : [];
    const multivariate =
      enough && args.multivariate ? await compareJointly(sides, columns, { seed: args.seed, onProgress: (part) => told(0.6 + 0.3 * part) }) : null;
    const by = args.segmentBy;
    const segments: StudyReport['segments'] =
      enough && by !== null && columns.some(({ name, kind }) => name === by && kind === 'categorical')
        ? await compareSegments(sides, columns, by, args.correction)
        : null;
    const estimate = args.answers && estimatePerformance(args.answers.labelled, args.answers.window);
    return { rows, enough, score: scoreOf(subjects), subjects, skipped, multivariate, segments, estimate };
  }),
  tableJob(heatJob, async (session, args) => {
    const reference = await openSide(session, args.reference, 'drift_reference');
    const told = teller(session);
    const found: { feature: string; kind: DriftHeat['features'][number]['kind']; cells: DriftHeat['features'][number]['cells'] }[] = [];
    const rowOf = (feature: string, kind: DriftHeat['features'][number]['kind']) => {
      const known = found.find((each) => each.feature === feature);
      if (known) return known;
      const fresh = { feature, kind, cells: args.windows.map(() => null) };
      found.push(fresh);
      return fresh;
    };
    for (const [i, window] of args.windows.entries()) {
      const current = await openSide(session, window, '');
      const { columns } = await sharedColumns(reference, current, args.columns);
      for (const { name, kind } of columns) rowOf(name, kind);
      told(i / args.windows.length);
      if (window.rows < leastRequests) continue;
      for (const { feature, kind, severity, corrected, psi, js } of await compareColumns(
        { reference: reference.side, current: current.side },
        columns,
        args.correction,
      )) {
        rowOf(feature, kind).cells[i] = { severity, corrected, psi, js };
      }
    }
    const drifted = (cells: DriftHeat['features'][number]['cells']) => cells.filter((cell) => cell && cell.severity !== 'none').length;
    return { rows: await reference.side.rows(), features: found.sort((a, b) => drifted(b.cells) - drifted(a.cells)) };
  }),
];

/** How far it is; and the place where a job that nobody wants any more ends. */
function teller(session: Session): (fraction: number) => void {
  return (fraction) => {
    session.signal.throwIfAborted();
    session.progress('columns', fraction);
  };
}
