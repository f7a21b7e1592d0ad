/** What may stand where the cursor is in a filter: a field, an operator, a value seen, or AND. Pure. */
import { attributes, type Field, isNumeric, operatorsOf, readField, writeField } from './field.ts';

export interface Place {
  expecting: 'field' | 'operator' | 'value' | 'and';
  /** What is replaced. */
  from: number;
  to: number;
  typed: string;
  /** Once it is known. */
  field: Field | null;
}

const piece = /\s+|`[^`]*`?|'[^']*'?|"[^"]*"?|[<>=!]+|[(),]|[^\s`'"<>=!(),]+/gy;
const words = /^(?:i?like|in|not|is|null)$/i;

/** Reads up to the cursor, forgiving what is not finished. */
export function placeAt(text: string, cursor: number): Place {
  let expecting: Place['expecting'] = 'field';
  let field: Field | null = null;
  let open = { from: cursor, typed: '' };
  let name = '';
  for (const [found] of text.slice(0, cursor).matchAll(piece)) {
    if (/^\s+$/.test(found)) {
      if (expecting === 'field' && name !== '') [expecting, field, name] = ['operator', readField(name), ''];
      else if (expecting === 'operator' && /^[<>=!]+$|^(?:i?like|in)$/i.test(name)) [expecting, name] = ['value', ''];
      else if (expecting === 'operator' && /null$/i.test(name)) [expecting, name] = ['and', ''];
      else if (expecting === 'value' && name !== '') [expecting, name] = ['and', ''];
      else if (expecting === 'and' && /^and$/i.test(name)) [expecting, field, name] = ['field', null, ''];
      else if (name !== '' && expecting === 'operator') name = `${name} `;
      else name = '';
      open = { from: cursor, typed: '' };
      continue;
    }
    if (expecting === 'field' && /^[<>=!]+$/.test(found)) {
      // No space before the operator.
      [expecting, field, name] = ['operator', readField(name), ''];
    } else if (expecting === 'operator' && /^[<>=!]+$/.test(name) && !/^[<>=!]/.test(found)) {
      [expecting, name] = ['value', ''];
    }
    name = words.test(found) && name.endsWith(' ') ? found : name + found;
    open = { from: cursor - name.length, typed: name };
  }
  return { expecting, from: open.from, to: cursor + (/^[^\s<>=!(),]*/.exec(text.slice(cursor))?.[0].length ?? 0), typed: open.typed, field };
}

export interface Known {
  metrics: readonly string[];
  params: readonly string[];
  tags: readonly string[];
}

export function fieldsOf(known: Known): Field[] {
  const of = (kind: Field['kind'], keys: readonly string[]) => keys.map((key): Field => ({ kind, key }));
  return [
    ...of('metric', known.metrics),
    ...of('param', known.params),
    ...of('attribute', Object.keys(attributes)),
    ...of('tag', known.tags),
    ...of('dataset', ['name', 'digest', 'context']),
  ];
}

/** The texts that fit, those that begin so first. `values` are of the field of this place. */
export function completions(place: Place, known: Known, values: readonly string[], most = 40): string[] {
  const { expecting, field, typed } = place;
  const all =
    expecting === 'field'
      ? fieldsOf(known).map(writeField)
      : expecting === 'operator'
        ? operatorsOf(field ?? { kind: 'tag', key: '' })
        : expecting === 'and'
          ? ['AND']
          : field && isNumeric(field)
            ? [...values]
            : values.map((value) => (value.includes("'") ? `"${value}"` : `'${value}'`));
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/[\p{Diacritic}'"`]/gu, '')
      .toLowerCase();
  const wanted = plain(typed);
  const fitting = all.filter((text) => plain(text).includes(wanted) && text !== typed);
  // The prefix of its kind does not count: `loss` begins metrics.loss.
  const begins = (text: string) => plain(text).startsWith(wanted) || plain(text.slice(text.indexOf('.') + 1)).startsWith(wanted);
  return [...fitting.filter(begins), ...fitting.filter((text) => !begins(text))].slice(0, most);
}

/** The text with a completion taken, and where the cursor stands then. */
export function completed(text: string, place: Place, chosen: string): { text: string; cursor: number } {
  const rest = text.slice(place.to).replace(/^\s+/, '');
  const start = `${text.slice(0, place.from)}${chosen} `;
  return { text: start + rest, cursor: start.length };
}
