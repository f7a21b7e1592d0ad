/** What a table does with its rows: a filter that is typed and an order. Pure, so that it can be tested without a table. */
export type Cell = string | number | boolean | null | undefined;

export interface Readable<Row> {
  id: string;
  value?: (row: Row) => Cell;
}

export interface Sort {
  id: string;
  desc: boolean;
}

type Term = (read: (id: string) => Cell | undefined, all: string[]) => boolean;

/**
 * `falhou docker` both words anywhere · `motor:docker` in one column · `acuracia>0.9`, `duracao<=2` compare numbers ·
 * a leading `-` turns a term around.
 */
export function parseFilter(text: string): Term[] {
  return text.trim().split(/\s+/).filter(Boolean).map(parseTerm);
}

function parseTerm(word: string): Term {
  if (word.startsWith('-') && word.length > 1) {
    const inner = parseTerm(word.slice(1));
    return (read, all) => !inner(read, all);
  }
  const compared = /^([\w.-]+)(<=|>=|<|>|=)(-?[\d.,]+)$/.exec(word);
  if (compared) {
    const [, id = '', sign = '', number = ''] = compared;
    const limit = Number(number.replace(',', '.'));
    return (read) => {
      const value = read(id);
      return typeof value === 'number' && compare(value, sign, limit);
    };
  }
  const named = /^([\w.-]+):(.+)$/.exec(word);
  const wanted = plain(named?.[2] ?? word);
  const id = named?.[1];
  if (id !== undefined)
    return (read, all) => (read(id) === undefined ? all.some((text) => text.includes(plain(word))) : plain(read(id)).includes(wanted));
  return (_, all) => all.some((text) => text.includes(wanted));
}

function compare(value: number, sign: string, limit: number): boolean {
  if (sign === '<') return value < limit;
  if (sign === '<=') return value <= limit;
  if (sign === '>') return value > limit;
  if (sign === '>=') return value >= limit;
  return value === limit;
}

const plain = (value: Cell) =>
  String(value ?? '')
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

export function filterRows<Row>(rows: readonly Row[], columns: readonly Readable<Row>[], text: string): Row[] {
  const terms = parseFilter(text);
  if (terms.length === 0) return [...rows];
  return rows.filter((row) => {
    const all = columns.map((column) => plain(column.value?.(row)));
    const read = (id: string) => columns.find((column) => plain(column.id) === plain(id))?.value?.(row);
    return terms.every((term) => term(read, all));
  });
}

/** Numbers as numbers, words by the alphabet, what is missing last in both directions. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Readable<Row>[], sort: Sort | null): Row[] {
  const value = columns.find((column) => column.id === sort?.id)?.value;
  if (!sort || !value) return [...rows];
  const sign = sort.desc ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [value(left) ?? null, value(right) ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true }));
  });
}
