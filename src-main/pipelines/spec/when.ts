/**
 * `when` conditions: literals and `params.x` joined by == != < <= > >= && || ! and parentheses. A tree, walked; nothing is ever evaluated as code.
 * `parseWhen` throws `WhenError` with the place where it stopped understanding.
 */
import type { Scalar } from '../../contract/base.ts';

export type Condition =
  | { op: 'literal'; value: Scalar }
  | { op: 'param'; name: string }
  | { op: 'not'; of: Condition }
  | { op: '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||'; left: Condition; right: Condition };

export class WhenError extends Error {
  readonly near: string;
  constructor(near: string) {
    super(`not understood near ${near}`);
    this.near = near;
  }
}

const token = /\s*(==|!=|<=|>=|&&|\|\||[<>!()]|'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?(?![\w.])|true\b|false\b|params\.[A-Za-z_][\w-]*)/y;
const maxDepth = 50;

export function parseWhen(text: string): Condition {
  const tokens = tokenize(text);
  let at = 0;
  let depth = 0;

  const peek = () => tokens[at]?.text;
  const fail = (): never => {
    const from = tokens[at]?.at ?? Math.max(0, text.length - 20);
    throw new WhenError(text.slice(from, from + 20));
  };

  function binary(ops: readonly string[], next: () => Condition): Condition {
    let left = next();
    while (ops.includes(peek() ?? '')) {
      const op = tokens[at++]!.text as '&&';
      left = { op, left, right: next() };
    }
    return left;
  }
  const or = (): Condition => binary(['||'], and);
  const and = (): Condition => binary(['&&'], comparison);

  function comparison(): Condition {
    const left = unary();
    const op = peek();
    if (op === undefined || !['==', '!=', '<', '<=', '>', '>='].includes(op)) return left;
    at += 1;
    return { op: op as '==', left, right: unary() };
  }

  function unary(): Condition {
    depth += 1;
    if (depth > maxDepth) fail();
    try {
      const text = peek();
      if (text === undefined) return fail();
      if (text === '!') {
        at += 1;
        return { op: 'not', of: unary() };
      }
      if (text === '(') {
        at += 1;
        const inside = or();
        if (peek() !== ')') fail();
        at += 1;
        return inside;
      }
      return atom(text);
    } finally {
      depth -= 1;
    }
  }

  function atom(text: string): Condition {
    if (text.startsWith('params.')) {
      at += 1;
      return { op: 'param', name: text.slice('params.'.length) };
    }
    const literal = /^['"]/.test(text)
      ? text.slice(1, -1)
      : text === 'true'
        ? true
        : text === 'false'
          ? false
          : /^[-\d]/.test(text)
            ? Number(text)
            : null;
    if (literal === null) return fail();
    at += 1;
    return { op: 'literal', value: literal };
  }

  const condition = or();
  if (at < tokens.length) fail();
  return condition;
}

function tokenize(text: string): { text: string; at: number }[] {
  const tokens: { text: string; at: number }[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new WhenError(text.slice(from).trim().slice(0, 20));
    tokens.push({ text: found[1]!, at: token.lastIndex - found[1]!.length });
  }
  return tokens;
}

export function paramsOf(condition: Condition): string[] {
  if (condition.op === 'param') return [condition.name];
  if (condition.op === 'not') return paramsOf(condition.of);
  return 'left' in condition ? [...paramsOf(condition.left), ...paramsOf(condition.right)] : [];
}

export function holds(condition: Condition, params: Readonly<Record<string, Scalar>>): boolean {
  return truthy(evaluate(condition, params));
}

function evaluate(condition: Condition, params: Readonly<Record<string, Scalar>>): Scalar {
  switch (condition.op) {
    case 'literal':
      return condition.value;
    case 'param':
      return params[condition.name] ?? '';
    case 'not':
      return !holds(condition.of, params);
    case '&&':
      return holds(condition.left, params) && holds(condition.right, params);
    case '||':
      return holds(condition.left, params) || holds(condition.right, params);
    default:
      return compare(condition.op, evaluate(condition.left, params), evaluate(condition.right, params));
  }
}

/** Values of different kinds are never equal and never in order: `'1' == 1` is false. */
function compare(op: '==' | '!=' | '<' | '<=' | '>' | '>=', left: Scalar, right: Scalar): boolean {
  if (op === '==') return left === right;
  if (op === '!=') return left !== right;
  if (typeof left !== typeof right) return false;
  if (op === '<') return left < right;
  if (op === '<=') return left <= right;
  return op === '>' ? left > right : left >= right;
}

function truthy(value: Scalar): boolean {
  return value !== false && value !== '' && value !== 0;
}
