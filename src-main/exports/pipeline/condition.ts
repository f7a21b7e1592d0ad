/**
 * A step's `when` in the words of another platform. Values of different kinds are never equal and never in order here: what is known of kinds beforehand
 * decides such a comparison at once, so that no platform's own idea of it matters.
 */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import type { Condition } from '../../pipelines/index.ts';

export interface Dialect {
  literal(value: Scalar): string;
  param(spec: ParamSpec): string;
  and: string;
  or: string;
  not(text: string): string;
  /** What stands for true: a text that is not empty, a number that is not zero. */
  truthy(text: string, kind: Kind): string;
}

type Kind = 'string' | 'number' | 'boolean';
interface Said {
  text: string;
  kind: Kind;
}

export function sayCondition(condition: Condition, params: readonly ParamSpec[], dialect: Dialect): string {
  const constant = (value: boolean): Said => ({ text: dialect.literal(value), kind: 'boolean' });
  const holds = (of: Condition): string => {
    const { text, kind } = say(of);
    return kind === 'boolean' ? text : dialect.truthy(text, kind);
  };

  function say(of: Condition): Said {
    switch (of.op) {
      case 'literal':
        return { text: dialect.literal(of.value), kind: typeof of.value as Kind };
      case 'param': {
        const spec = params.find(({ name }) => name === of.name);
        // A parameter that nobody declared is an empty text here.
        return spec ? { text: dialect.param(spec), kind: kindOf(spec) } : { text: dialect.literal(''), kind: 'string' };
      }
      case 'not':
        return { text: dialect.not(`(${holds(of.of)})`), kind: 'boolean' };
      case '&&':
      case '||':
        return { text: `(${holds(of.left)}) ${of.op === '&&' ? dialect.and : dialect.or} (${holds(of.right)})`, kind: 'boolean' };
      default: {
        const [left, right] = [say(of.left), say(of.right)];
        if (left.kind !== right.kind) return constant(of.op === '!=');
        return { text: `(${left.text}) ${of.op} (${right.text})`, kind: 'boolean' };
      }
    }
  }
  return holds(condition);
}

const kindOf = ({ type }: ParamSpec): Kind => (type === 'integer' || type === 'number' ? 'number' : type);
