/** `conditionHolds`: the `Condition` of an AWS statement against the keys of a request. All operators and keys must hold; of a key's values one is enough. */
import { matches } from './pattern.ts';

export type Context = Readonly<Record<string, string>>;

type Test = (have: string, want: string) => boolean;
const number =
  (test: (a: number, b: number) => boolean): Test =>
  (have, want) =>
    test(Number(have), Number(want));
const date =
  (test: (a: number, b: number) => boolean): Test =>
  (have, want) =>
    test(Date.parse(have), Date.parse(want));
const same: Test = (have, want) => have === want;
const like: Test = (have, want) => matches(want, have);

const positive: Record<string, Test> = {
  StringEquals: same,
  StringEqualsIgnoreCase: (have, want) => have.toLowerCase() === want.toLowerCase(),
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (have, want) => have.toLowerCase() === want.toLowerCase(),
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
};
const negative: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

export const conditionOperators: ReadonlySet<string> = new Set([...Object.keys(positive), ...Object.keys(negative), 'Null']);

export function conditionHolds(condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>, context: Context): boolean {
  return Object.entries(condition).every(([operator, keys]) => Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, context)));
}

function holds(written: string, key: string, wanted: readonly string[], context: Context): boolean {
  const have = keyOf(context, key);
  const [, setOperator] = /^(ForAllValues|ForAnyValue):/.exec(written) ?? [];
  const ifExists = written.endsWith('IfExists');
  const operator = written.replace(/^.*:/, '').replace(/IfExists$/, '');
  if (operator === 'Null') return wanted.includes(String(have === undefined));
  const opposite = negative[operator];
  // A key that the request does not have: what must be equal is not, what must differ does.
  if (have === undefined) return ifExists || setOperator === 'ForAllValues' || (opposite !== undefined && setOperator === undefined);
  const test = positive[opposite ?? operator]!;
  const filled = wanted.map((each) => fill(each, context));
  return opposite === undefined ? filled.some((want) => test(have, want)) : !filled.some((want) => test(have, want));
}

/** Names of keys know no case. */
function keyOf(context: Context, key: string): string | undefined {
  const name = key.toLowerCase();
  return Object.entries(context).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** `${aws:username}` becomes what the request says; one that it does not say stays and matches nothing. */
export function fill(pattern: string, context: Context): string {
  return pattern.replaceAll(/\$\{([^}]+)\}/g, (whole, key: string) => keyOf(context, key) ?? whole);
}
