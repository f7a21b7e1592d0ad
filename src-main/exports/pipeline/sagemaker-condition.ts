/** A step's `when` as conditions of SageMaker Pipelines. Values of different kinds are never equal here, which is decided beforehand. */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import type { Condition } from '../../pipelines/index.ts';

type Value = Scalar | { Get: string };
type Kind = 'string' | 'number' | 'boolean';
export type SageMakerCondition =
  | { Type: string; LeftValue: Value; RightValue: Value }
  | { Type: 'Or'; Conditions: SageMakerCondition[] }
  | { Type: 'Not'; Expression: SageMakerCondition };

const types = { '==': 'Equals', '<': 'LessThan', '<=': 'LessThanOrEqualTo', '>': 'GreaterThan', '>=': 'GreaterThanOrEqualTo' } as const;
const equals = (LeftValue: Value, RightValue: Value): SageMakerCondition => ({ Type: 'Equals', LeftValue, RightValue });
const not = (Expression: SageMakerCondition): SageMakerCondition => ({ Type: 'Not', Expression });
const constant = (value: boolean) => equals(1, value ? 1 : 0);

/** All of them must hold. */
export function conditionsOf(of: Condition, params: readonly ParamSpec[]): SageMakerCondition[] {
  if (of.op === '&&') return [...conditionsOf(of.left, params), ...conditionsOf(of.right, params)];
  return [conditionOf(of, params)];
}

function conditionOf(of: Condition, params: readonly ParamSpec[]): SageMakerCondition {
  switch (of.op) {
    case 'literal':
    case 'param': {
      const { value, kind } = sideOf(of, params);
      return kind === 'boolean' ? equals(value, true) : not(equals(value, kind === 'number' ? 0 : ''));
    }
    case 'not':
      return not(conditionOf(of.of, params));
    case '||':
      return { Type: 'Or', Conditions: [conditionOf(of.left, params), conditionOf(of.right, params)] };
    case '&&':
      // There is no And inside: neither is false.
      return not({ Type: 'Or', Conditions: [not(conditionOf(of.left, params)), not(conditionOf(of.right, params))] });
    default: {
      const [left, right] = [sideOf(of.left, params), sideOf(of.right, params)];
      if (left.kind !== right.kind) return constant(of.op === '!=');
      if (of.op === '!=') return not(equals(left.value, right.value));
      return { Type: types[of.op], LeftValue: left.value, RightValue: right.value };
    }
  }
}

function sideOf(of: Condition, params: readonly ParamSpec[]): { value: Value; kind: Kind } {
  if (of.op === 'literal') return { value: of.value, kind: typeof of.value as Kind };
  const spec = of.op === 'param' ? params.find(({ name }) => name === of.name) : undefined;
  if (!spec) return { value: '', kind: 'string' };
  return { value: { Get: `Parameters.${spec.name}` }, kind: spec.type === 'integer' || spec.type === 'number' ? 'number' : spec.type };
}
