/** The instances of a step: one per combination of its matrix, in the order the file gives. */
import type { Scalar } from '../../contract/base.ts';

export function expand(matrix: Readonly<Record<string, readonly Scalar[]>>): Record<string, Scalar>[] {
  let combinations: Record<string, Scalar>[] = [{}];
  for (const [key, values] of Object.entries(matrix)) {
    combinations = combinations.flatMap((combination) => values.map((value) => ({ ...combination, [key]: value })));
  }
  return combinations;
}

/** `treino[algoritmo=mlp]`; the step's own id without a matrix. */
export function instanceId(stepId: string, matrix: Readonly<Record<string, Scalar>>): string {
  return Object.keys(matrix).length === 0 ? stepId : `${stepId}[${instanceKey(matrix)}]`;
}

export function instanceKey(matrix: Readonly<Record<string, Scalar>>): string {
  return Object.entries(matrix)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
