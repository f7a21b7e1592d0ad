/** `saveModel`, `loadModel`, `referenceSample`: a model as a folder, in MLflow's shape: MLmodel, model.json, input_example.json, reference.json, serving.json. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { writeAtomically } from '../sdk/files.ts';
import type { Classifier, ModelAbout, Row } from '../sdk/types.ts';
import { restoreCombination, type StoredCombination } from './combine.ts';
import { restoreClassifier, type StoredClassifier } from './fitted.ts';
import { graphOf, restoreGraph } from './graph/compose.ts';
import type { StoredGraph } from './graph/describe.ts';
import { describeModel } from './mlmodel.ts';
import { seededRandom, shuffled } from './random.ts';
import { restoreRegressor, type StoredRegressor } from './regressor.ts';
import { writeServing } from './serving-terms.ts';
import { restoreTransformed, type StoredTransformed } from './transformed.ts';

const REFERENCE_ROWS = 2_000;

export function saveModel(folder: string, model: Classifier, about: ModelAbout & { seed: number }): void {
  saveMembers(folder, model);
  const stored = JSON.stringify(model);
  const reference = referenceSample(about.reference ?? [], about.seed);
  const example = exampleRow(model, reference);
  writeAtomically(join(folder, 'model.json'), stored);
  if (example) writeAtomically(join(folder, 'input_example.json'), `${JSON.stringify(example)}\n`);
  if (reference.length > 0) {
    writeAtomically(join(folder, 'reference.json'), `${JSON.stringify({ rows: reference, predictions: model.predict(reference) })}\n`);
  }
  if (about.serving) writeServing(folder, model, about.serving);
  writeAtomically(join(folder, 'MLmodel'), describeModel(model, about, stored.length, example !== null));
}

/** A graph may be a member of a graph. */
function saveMembers(folder: string, model: Classifier): void {
  for (const [name, member] of Object.entries(graphOf(model)?.members ?? {})) saveMember(join(folder, 'members', name), member);
}

/** A member of a graph: what was asked to be answered with lies with the graph. */
function saveMember(folder: string, member: Classifier): void {
  mkdirSync(folder, { recursive: true });
  saveMembers(folder, member);
  const stored = JSON.stringify(member);
  writeAtomically(join(folder, 'model.json'), stored);
  writeAtomically(join(folder, 'MLmodel'), describeModel(member, {}, stored.length, false));
}

export async function loadModel(folder: string): Promise<Classifier> {
  try {
    const stored = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as Stored | StoredTransformed | StoredGraph;
    if (stored.format === 'bancada-graph') return restoreGraph(stored, await loadMembers(folder, stored));
    if (stored.format !== 'bancada-transformed') return restore(stored);
    return await restoreTransformed(stored, restore(stored.model as Stored));
  } catch (error) {
    throw new LabError('MODEL_BAD', { path: folder, reason: (error as Error).message });
  }
}

type Stored = StoredClassifier | StoredCombination | StoredRegressor;

function restore(stored: Stored): Classifier {
  if (stored.format === 'bancada-regressor' && stored.version === 1) return restoreRegressor(stored);
  if (stored.format === 'bancada-combination' && stored.version === 1) return restoreCombination(stored);
  if (stored.format !== 'bancada-classifier' || stored.version !== 1) throw new Error(`format ${stored.format} ${stored.version}`);
  return restoreClassifier(stored);
}

/** One that cannot be read is dead, and the others answer. */
async function loadMembers(folder: string, { members }: StoredGraph): Promise<Record<string, Classifier>> {
  const found: Record<string, Classifier> = {};
  for (const name of members) {
    try {
      found[name] = await loadModel(join(folder, 'members', name));
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
    }
  }
  return found;
}

/** Only the columns that the model asks for, so that the example can be sent as it is. */
function exampleRow(model: Classifier, reference: readonly Row[]): Row | null {
  const complete = reference.find((row) => model.signature.every(({ name }) => (row[name] ?? null) !== null)) ?? reference[0];
  if (!complete) return null;
  return Object.fromEntries(model.signature.map(({ name }) => [name, complete[name] ?? null]));
}

export function referenceSample(rows: readonly Row[], seed: number, most = REFERENCE_ROWS): Row[] {
  if (rows.length <= most) return [...rows];
  const picked = shuffled(rows.length, seededRandom(seed)).slice(0, most);
  return picked.sort((a, b) => a - b).map((index) => rows[index]!);
}
