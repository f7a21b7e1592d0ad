/**
 * `sameAnswer`: whether two answers say the same, apart from what must differ: ids, the model's version, the last digits of a number.
 * Where both name a class, the class decides: another model of the same task is as sure of it as it is.
 */

const volatile = new Set(['request_id', 'id', 'model', 'model_name', 'model_version']);
const tolerance = 1e-6;

export function sameAnswer(one: { status: number; body: Buffer }, other: { status: number; body: Buffer }): boolean {
  if (one.status !== other.status) return false;
  if (one.body.equals(other.body)) return true;
  try {
    return same(JSON.parse(one.body.toString('utf8')), JSON.parse(other.body.toString('utf8')));
  } catch {
    return false;
  }
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, i) => same(item, other[i]));
  }
  const [mineSays, otherSays] = [(one as Entries).label, (other as Entries).label];
  if (typeof mineSays === 'string' && typeof otherSays === 'string') return mineSays === otherSays;
  const names = (value: object) => Object.keys(value).filter((name) => !volatile.has(name));
  const mine = names(one);
  return mine.length === names(other).length && mine.every((name) => same((one as Entries)[name], (other as Entries)[name]));
}

type Entries = Record<string, unknown>;
