/** `toHtml`: a document as one page that needs nothing else: no script, no address, its style inside. */
import type { Block, Document } from './document.ts';

const style = `body{max-width:52rem;margin:3rem auto;padding:0 1.5rem;font:15px/1.55 Inter,system-ui,sans-serif;color:#22262c;background:#fff}
h1{font-size:28px;margin:0 0 .5rem}h2{font-size:19px;margin:2rem 0 .5rem}.quiet{color:#5c636d}
table{border-collapse:collapse;width:100%}th,td{padding:.35rem 1rem .35rem 0;border-bottom:1px solid #e0ddd6;text-align:left;font-weight:400}th{color:#5c636d}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#5c636d}dd{margin:0}
.certificate{border:2px solid #2f62b8;padding:3rem;text-align:center}.certificate table,.certificate dl{text-align:left}@media print{body{margin:0}}`;

export function toHtml({ title, language, isCertificate, blocks }: Document): string {
  const body = blocks.map(blockOf).join('\n');
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'pt-BR'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main${isCertificate ? ' class="certificate"' : ''}>
${body}
</main></body></html>
`;
}

function blockOf(block: Block): string {
  if (block.kind === 'title') return `<h1>${escaped(block.text)}</h1>`;
  if (block.kind === 'heading') return `<h2>${escaped(block.text)}</h2>`;
  if (block.kind === 'table') {
    const line = (cells: readonly string[], tag: string) => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
    return `<table><thead>${line(block.columns, 'th')}</thead><tbody>${block.rows.map((row) => line(row, 'td')).join('')}</tbody></table>`;
  }
  if (block.kind === 'facts') return `<dl>${block.items.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
  return `<p${block.kind === 'quiet' ? ' class="quiet"' : ''}>${escaped(block.text)}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
