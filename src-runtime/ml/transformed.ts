/**
 * `withTransform`, `restoreTransformed`: a model together with the code that makes its columns, as one model that takes the rows of a request. The code is kept
 * in the model's own file: whoever loads the model, online or in a batch, computes its columns by the same lines.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { readContext } from '../sdk/context.ts';
import type { Classifier, Field, Row, TransformOptions } from '../sdk/types.ts';
import { checkSignature } from './arguments.ts';

/** What `toJSON` gives and model.json holds. */
export interface StoredTransformed {
  format: 'bancada-transformed';
  version: 1;
  algorithm: Classifier['algorithm'];
  target: string;
  /** Of the rows that come in. */
  signature: Field[];
  /** JavaScript of a module that exports `transform`. */
  code: string;
  model: unknown;
}

type Transform = (row: Row) => Row;

export async function withTransform(model: Classifier, { module, signature }: TransformOptions): Promise<Classifier> {
  checkSignature('withTransform', signature);
  const { codeDir = '.' } = readContext();
  let code: string;
  try {
    code = stripped(readFileSync(join(codeDir, module), 'utf8'));
  } catch (error) {
    throw new LabError('TRANSFORM_BAD', { module, reason: (error as Error).message });
  }
  return transformed(model, { module, code, signature, transform: await imported(code, module) });
}

export async function restoreTransformed({ code, signature, target }: StoredTransformed, model: Classifier): Promise<Classifier> {
  return transformed(model, { module: target, code, signature, transform: await imported(code, 'model.json') });
}

function transformed(
  model: Classifier,
  { module, code, signature, transform }: { module: string; code: string; signature: readonly Field[]; transform: Transform },
): Classifier {
  const columns = (row: Row): Row => {
    // A row of its own: what one request does to it, the next one does not see.
    const made: unknown = transform({ ...row });
    if (typeof made !== 'object' || made === null || Array.isArray(made) || made instanceof Promise)
      throw new LabError('TRANSFORM_BAD', { module, reason: `transform(…) → ${Array.isArray(made) ? '[…]' : String(made)}` });
    return made as Row;
  };
  return {
    algorithm: model.algorithm,
    ...(model.task && { task: model.task }),
    target: model.target,
    classes: model.classes,
    signature,
    importances: model.importances,
    predict: (rows) => model.predict(rows.map(columns)),
    toJSON: (): StoredTransformed => ({
      ...{ format: 'bancada-transformed', version: 1, algorithm: model.algorithm, target: model.target, signature: [...signature], code },
      model: model.toJSON(),
    }),
  };
}

/** Node says that the function is experimental; that is ours to know. */
function stripped(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** From the text itself, so that it can bring nothing along: no other file, no package. */
async function imported(code: string, module: string): Promise<Transform> {
  try {
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const { transform } = (await import(url)) as { transform?: unknown };
    if (typeof transform !== 'function') throw new Error('export function transform(row) { … }');
    return transform as Transform;
  } catch (error) {
    throw new LabError('TRANSFORM_BAD', { module, reason: (error as Error).message });
  }
}
