/** `parseOrders`: `<field> [ASC|DESC]`, each field once. Throws TRACKING_FILTER_INVALID. */
import type { Order } from './clauses.ts';
import { filterError } from './error.ts';
import { fieldOf, mlflowWord } from './field.ts';
import type { Subject } from './subjects.ts';
import { type Token, tokenize } from './tokens.ts';

export function parseOrders(written: readonly string[], subject: Subject): Order[] {
  const seen = new Set<string>();
  return written.map((text) => {
    const order = parseOrder(text, subject);
    const name = `${order.kind}.${order.key}`;
    if (seen.has(name))
      throw filterError(`\`order_by\` contains duplicate fields: [${written.map((one) => `'${one}'`).join(', ')}]`, 0, '@filter-order-once');
    seen.add(name);
    return order;
  });
}

function parseOrder(text: string, subject: Subject): Order {
  const [name, direction, ...rest] = tokensOf(text);
  if (!name || (name.kind !== 'name' && name.kind !== 'double') || rest.length > 0) throw unparsed(text, rest[0] ?? name);
  const field = fieldOf({ ...subject, attributes: orderable(subject) }, name.text, name.at);
  if (field.kind === 'dataset') throw filterError(`Invalid identifier type '${mlflowWord(field.kind)}'`, name.at, '@filter-order');
  const word = direction?.text.toLowerCase();
  if (direction && word !== 'asc' && word !== 'desc') {
    if (direction.kind !== 'name') throw unparsed(text, direction);
    throw filterError(`Invalid ordering key in order_by clause '${text}'.`, direction.at, '@one-of ASC DESC');
  }
  return { kind: field.kind, key: field.key, ascending: word !== 'desc' };
}

function tokensOf(text: string): Token[] {
  try {
    return tokenize(text).filter(({ kind }) => kind !== 'end');
  } catch {
    throw unparsed(text, undefined);
  }
}

function orderable({ attributes, orderBy }: Subject): Subject['attributes'] {
  return new Map(orderBy.map((name) => [name, attributes.get(name) ?? { key: name, type: 'number', list: false, nominal: false }]));
}

function unparsed(text: string, token: Token | undefined): Error {
  return filterError(`Invalid order_by clause '${text}'. Could not be parsed.`, token?.at ?? 0, '@filter-order');
}
