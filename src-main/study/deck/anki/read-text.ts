/** `readAnkiText`: Anki's "notes in plain text": lines of settings that begin with `#`, then one note a record, fields quoted where they hold the separator or a line end. */

export interface AnkiNote {
  line: number;
  guid: string | null;
  front: string | null;
  back: string | null;
  tags: string[];
}
export interface AnkiText {
  html: boolean;
  notes: AnkiNote[];
}

const separators: Record<string, string> = { tab: '\t', comma: ',', semicolon: ';', space: ' ', pipe: '|', colon: ':' };

export function readAnkiText(text: string): AnkiText {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const { settings, body, line } = settingsOf(source);
  const column = (name: string) => (settings.has(`${name} column`) ? Number(settings.get(`${name} column`)) - 1 : null);
  const special = { guid: column('guid'), tags: column('tags') };
  const taken = new Set([special.guid, special.tags, column('notetype'), column('deck')]);
  const always = words(settings.get('tags') ?? '');
  const notes = records(body, separatorOf(settings.get('separator'), body), line).map(({ fields, line: at }): AnkiNote => {
    const [front = null, back = null] = fields.filter((_, index) => !taken.has(index));
    const guid = special.guid === null ? '' : (fields[special.guid] ?? '').trim();
    const own = special.tags === null ? [] : words(fields[special.tags] ?? '');
    return { line: at, guid: guid || null, front, back, tags: [...new Set([...always, ...own])] };
  });
  return { html: settings.get('html')?.toLowerCase() === 'true', notes };
}

function settingsOf(source: string) {
  const settings = new Map<string, string>();
  let [from, line] = [0, 1];
  while (source.startsWith('#', from)) {
    const end = source.indexOf('\n', from);
    const whole = source.slice(from + 1, end < 0 ? undefined : end);
    const cut = whole.indexOf(':');
    if (cut > 0) settings.set(whole.slice(0, cut).trim().toLowerCase(), whole.slice(cut + 1).trim());
    if (end < 0) return { settings, body: '', line };
    from = end + 1;
    line++;
  }
  return { settings, body: source.slice(from), line };
}

/** As named, or the sign itself; without a setting, what the first line holds. */
function separatorOf(named: string | undefined, body: string): string {
  if (named) return separators[named.toLowerCase()] ?? (named.startsWith('\\t') ? '\t' : named.charAt(0));
  const first = body.slice(0, body.indexOf('\n') < 0 ? undefined : body.indexOf('\n'));
  return ['\t', ';', ','].find((each) => first.includes(each)) ?? '\t';
}

function records(body: string, separator: string, firstLine: number) {
  const found: { line: number; fields: string[] }[] = [];
  let [at, line] = [0, firstLine];
  while (at < body.length) {
    const begin = line;
    const fields: string[] = [];
    for (;;) {
      const field = body[at] === '"' ? quoted(body, at) : plain(body, at, separator);
      fields.push(field.value);
      line += field.value.split('\n').length - 1;
      at = field.end;
      // After a closing quote: what stands there before the separator is no field's.
      while (at < body.length && body[at] !== separator && body[at] !== '\n') at++;
      if (body[at] !== separator) break;
      at++;
    }
    at++;
    line++;
    if (fields.some((field) => field.trim() !== '')) found.push({ line: begin, fields });
  }
  return found;
}

function plain(body: string, from: number, separator: string) {
  let end = from;
  while (end < body.length && body[end] !== separator && body[end] !== '\n') end++;
  return { value: body.slice(from, end), end };
}

/** Two quotes inside are one. */
function quoted(body: string, from: number) {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = body.indexOf('"', at);
    if (quote < 0) return { value: value + body.slice(at), end: body.length };
    value += body.slice(at, quote);
    if (body[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);
