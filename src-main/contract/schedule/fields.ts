/** `readCron`: the fields of a cron pattern as far as they can be put into plain words; null where they cannot. */
export type Field =
  | { kind: 'any' }
  | { kind: 'every'; step: number }
  | { kind: 'range'; from: number; to: number }
  | { kind: 'list'; values: number[] }
  | { kind: 'last' };

export interface CronFields {
  minute: Field;
  hour: Field;
  day: Field;
  month: Field;
  weekday: Field;
}

const names = {
  month: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  weekday: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const shorthands: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

export function readCron(pattern: string): CronFields | null {
  const text = pattern.trim().toUpperCase();
  const fields = (shorthands[text.toLowerCase()] ?? text).split(/\s+/);
  if (fields.length === 6 && fields[0] === '0') fields.shift();
  if (fields.length !== 5) return null;
  const [minute, hour, day, month, weekday] = [
    read(fields[0]!, 0, 59),
    read(fields[1]!, 0, 23),
    read(fields[2]!, 1, 31),
    read(numbered(fields[3]!, names.month, 1), 1, 12),
    read(numbered(fields[4]!, names.weekday, 0), 0, 7),
  ];
  return minute && hour && day && month && weekday ? { minute, hour, day, month, weekday } : null;
}

function read(text: string, least: number, most: number): Field | null {
  const fits = (value: number) => value >= least && value <= most;
  if (text === '*' || text === '?') return { kind: 'any' };
  if (text === 'L' && most === 31) return { kind: 'last' };
  const every = /^\*\/(\d+)$/.exec(text);
  if (every) return Number(every[1]) > 0 ? (Number(every[1]) === 1 ? { kind: 'any' } : { kind: 'every', step: Number(every[1]) }) : null;
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return fits(from) && fits(to) && from < to ? { kind: 'range', from, to } : null;
  }
  if (!/^\d+(,\d+)*$/.test(text)) return null;
  const values = [...new Set(text.split(',').map(Number))].sort((a, b) => a - b);
  return values.every(fits) ? { kind: 'list', values } : null;
}

function numbered(text: string, known: readonly string[], first: number): string {
  return known.reduce((result, name, index) => result.replaceAll(name, String(index + first)), text);
}
