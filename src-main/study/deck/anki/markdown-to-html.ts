/** A card's Markdown as the HTML of an Anki field: blocks of code, lists, paragraphs, and what stands inside a line. No line breaks but in code. */

const fence = /^ {0,3}```[^\n]*\n([\s\S]*?)^ {0,3}```[ \t]*$/gm;

export function markdownToHtml(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const found of text.matchAll(fence)) {
    parts.push(prose(text.slice(from, found.index)), `<pre><code>${escapeHtml(found[1]!.replace(/\n$/, ''))}</code></pre>`);
    from = found.index + found[0].length;
  }
  return [...parts, prose(text.slice(from))].join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function prose(text: string): string {
  return text
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => list(block, /^[-*] /, 'ul') ?? list(block, /^\d+[.)] /, 'ol') ?? `<p>${block.split('\n').map(inline).join('<br>')}</p>`)
    .join('');
}

function list(block: string, marker: RegExp, tag: string): string | null {
  const lines = block.split('\n').map((line) => line.trim());
  if (!lines.every((line) => marker.test(line))) return null;
  return `<${tag}>${lines.map((line) => `<li>${inline(line.replace(marker, ''))}</li>`).join('')}</${tag}>`;
}

function inline(line: string): string {
  // Code first, and out of reach of the rest.
  return line
    .split(/(`[^`]+`)/)
    .map((piece, index) => (index % 2 === 1 ? `<code>${escapeHtml(piece.slice(1, -1))}</code>` : spans(escapeHtml(piece))))
    .join('');
}

function spans(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/\[([^\]]+)\]\([^)\s]+\)/g, '$1') // links inside the application lead nowhere from there
    .replaceAll(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replaceAll(/(^|[^\w*])\*([^*\s][^*]*)\*(?!\w)/g, '$1<i>$2</i>');
}
