/** A field of Anki as Markdown: what a card's text may be made of; any other element leaves its words. Nothing of it is ever shown as HTML. */

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

export function htmlToMarkdown(html: string): string {
  // At odd places stands code: its spaces and signs stay as they are.
  const pieces = html.replaceAll(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '').split(/<pre\b[^>]*>([\s\S]*?)<\/pre\s*>/i);
  return pieces
    .map((piece, index) => (index % 2 === 1 ? code(piece) : prose(piece)))
    .filter(Boolean)
    .join('\n\n');
}

const code = (html: string) => `\`\`\`\n${decode(bare(html.replaceAll(/<br\s*\/?>/gi, '\n')))}\n\`\`\``;

function prose(html: string): string {
  const marked = html
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<li\b[^>]*>/gi, '\n- ')
    .replaceAll(/<\/?(p|ul|ol|h[1-6]|table|blockquote)\b[^>]*>/gi, '\n\n')
    .replaceAll(/<(div|tr)\b[^>]*>/gi, '\n')
    .replaceAll(/<\/(td|th)\s*>/gi, ' ')
    .replaceAll(/<(b|strong)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi, (_, _tag, inner: string) => around('**', inner))
    .replaceAll(/<(i|em)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi, (_, _tag, inner: string) => around('*', inner))
    .replaceAll(/<code\b[^>]*>([\s\S]*?)<\/code\s*>/gi, (_, inner: string) => around('`', inner))
    .replaceAll(/<a\b[^>]*href="(https?:[^"]+)"[^>]*>([\s\S]*?)<\/a\s*>/gi, '[$2]($1)');
  return decode(bare(marked))
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The mark stands at the words, not at spaces, and not across lines. */
function around(mark: string, inner: string): string {
  return inner.replaceAll(/[^\n]+/g, (line) => {
    const words = line.trim();
    return words === '' ? line : line.replace(words, () => `${mark}${words}${mark}`);
  });
}

const bare = (html: string) => html.replaceAll(/<\/?[a-z][^>]*>/gi, '');

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return names[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}
