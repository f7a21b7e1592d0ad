/** The plain form of the search for models, as MLflow's grammar wants it. Pure. */
export interface PlainSearch {
  /** Part of the name. */
  name: string;
  /** `equipe`, or `equipe=dados`. */
  tag: string;
}

/** Undefined where nothing is asked. */
export function filterOf({ name, tag }: PlainSearch): string | undefined {
  const parts: string[] = [];
  if (name.trim() !== '') parts.push(`name ILIKE ${quoted(`%${name.trim()}%`)}`);
  const [key = '', ...rest] = tag.split('=');
  if (key.trim() !== '') {
    const field = `tags.\`${key.trim().replaceAll('`', '')}\``;
    const value = rest.join('=').trim();
    parts.push(value === '' ? `${field} ILIKE '%'` : `${field} = ${quoted(value)}`);
  }
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}

/** The grammar has no way to write a quote inside its own kind; with both kinds inside, one of them stands for any letter. */
function quoted(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? `'${text.replaceAll("'", '_')}'` : `"${text}"`;
}
