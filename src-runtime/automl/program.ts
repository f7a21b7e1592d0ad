/**
 * `automl`: the program of a search. It says where the rows come from and how one model is trained; folds, measures, repetitions, ensembles and the final training are done
 * around it, so that no search can grade itself on rows that it learned from.
 */
import { LabError } from '../errors.ts';
import { combineModels } from '../ml/combine.ts';
import { program } from '../sdk/step.ts';
import type { Classifier, Lab, Row, SearchProgram } from '../sdk/types.ts';
import { describeTable } from './describe.ts';
import { type Job, type Member, type Task, tags } from './task.ts';
import { measureUnit, qualityOf } from './units.ts';

export function automl(search: SearchProgram): Promise<void> {
  return program((lab) => work(lab, search), automl);
}

async function work(lab: Lab, search: SearchProgram): Promise<void> {
  const asked = lab.params.automl;
  if (typeof asked !== 'string') throw new LabError('AUTOML_ALONE');
  const task = JSON.parse(asked) as Task;
  if (task.kind === 'exam') return exam(lab, search.target);
  const rows = await search.rows(lab);
  if (!Array.isArray(rows) || rows.length === 0) throw new LabError('ROWS_NONE');
  const { target } = search;
  if (!rows.some((row) => target in row)) throw new LabError('COLUMN_MISSING', { column: target, columns: Object.keys(rows[0]!).join(', ') });
  const known = rows.filter((row) => row[target] !== null && row[target] !== undefined);
  if (task.kind === 'describe') return lab.tag(tags.table, JSON.stringify(describeTable(known, target)));
  const train = (members: readonly Member[]) => (own: Row[]) => together(members, (member) => search.fit(own, member));
  if (task.kind === 'fit') {
    const model = await train(task.members)(known);
    lab.output('modelo').model(model, { reference: known });
    return;
  }
  let done = 0;
  for (const job of task.jobs) {
    await measure(lab, job, (unit) => measureUnit({ rows: known, target, folds: task.folds, seed: task.seed }, unit, train(job.members)));
    done += 1;
    lab.progress(done / task.jobs.length);
  }
}

/** A candidate that cannot be trained is a result, not the end of the search. */
async function measure(lab: Lab, { trial, units }: Job, measured: (unit: number) => Promise<unknown>): Promise<void> {
  for (const unit of units) {
    try {
      lab.tag(tags.unit, JSON.stringify({ trial, unit, result: await measured(unit) }));
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      lab.tag(tags.failed, JSON.stringify({ trial, unit, message: `${code ? `${code}: ` : ''}${message ?? String(error)}`.slice(0, 500) }));
      return;
    }
  }
}

async function together(members: readonly Member[], train: (member: Member) => Classifier | Promise<Classifier>): Promise<Classifier> {
  if (members.length === 1) return train(members[0]!);
  const models: Record<string, Classifier> = {};
  for (const [i, member] of members.entries()) models[`m${i + 1}`] = await train(member);
  return combineModels(models);
}

async function exam(lab: Lab, target: string): Promise<void> {
  const model = await lab.input('modelo').model();
  const rows = lab.input('teste').rows();
  const known = rows.filter((row) => row[target] !== null && row[target] !== undefined);
  const predicted = model.predict(known.map(({ [target]: _, ...row }) => row));
  lab.tag(tags.exam, JSON.stringify({ rows: known.length, metrics: qualityOf(known, predicted, target) }));
}
