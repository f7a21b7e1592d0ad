/** `byClient`, `ofVersion`: who changes the registry through the protocol, and its errors where MLflow looks for a version before it looks for the model. */
import { BancadaError } from '../../../contract/index.ts';
import { MlflowError } from '../../errors.ts';

/** The protocol says nothing of who asks. */
export const byClient = { by: 'mlflow' };

export async function ofVersion<T>({ name, version }: { name: string; version: string }, ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof BancadaError) || cause.code !== 'MODEL_NOT_FOUND') throw cause;
    throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Model Version (name=${name}, version=${version}) not found`, { cause });
  }
}
