/** `docsPage`: the OpenAPI document as one page of HTML that loads nothing from elsewhere. */
import type { Field } from '../sdk/types.ts';
import type { openApi } from './openapi.ts';
import { type Lang, texts } from './texts.ts';

interface Operation {
  summary: string;
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { description: string }>;
}

export function docsPage(document: ReturnType<typeof openApi>, signature: readonly Field[], lang: Lang, origin: string): string {
  const t = texts[lang];
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => section(method, path, operation, lang, origin)),
  );
  const fields = signature.map((field) => {
    const cells = [field.name, field.type, field.optional ? t.no : t.yes, accepted(field)];
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  const example = document.paths['/predict']!.post.requestBody.content['application/json'].example;
  return `<!doctype html><html lang="${t.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(document.info.title)} · API</title><style>${STYLE}</style></head><body><main>
<header><h1>${escaped(document.info.title)} <small>v${escaped(document.info.version)}</small></h1>
<p>${escaped(t.description)}</p><p><a href="/openapi.json?lang=${lang}">openapi.json</a> · <a href="/docs?lang=${lang === 'pt' ? 'en' : 'pt'}">${t.other}</a></p></header>
<h2>${t.fields}</h2><table><thead><tr>${[t.name, t.type, t.required, t.accepted].map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${fields.join('')}</tbody></table>
<h2>${t.try}</h2><form id="try"><textarea aria-label="${t.body}" rows="8" spellcheck="false">${escaped(JSON.stringify(example, null, 2))}</textarea>
<button>${t.send}</button><pre id="answer" aria-live="polite"></pre></form>
<h2>${t.routes}</h2>${operations.join('')}</main><script>${SCRIPT}</script></body></html>`;
}

function section(method: string, path: string, operation: Operation, lang: Lang, origin: string): string {
  const t = texts[lang];
  const example = operation.requestBody?.content['application/json']?.example;
  const body = example === undefined ? '' : JSON.stringify(example);
  const command =
    body === '' ? `curl ${origin}${path}` : `curl ${origin}${path} -H 'content-type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
  const answers = Object.entries(operation.responses).map(([status, { description }]) => `<li><code>${status}</code> ${escaped(description)}</li>`);
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(operation.summary)}</summary>
${body === '' ? '' : `<h3>${t.body}</h3><pre>${escaped(JSON.stringify(example, null, 2))}</pre>`}
<h3>${t.answers}</h3><ul>${answers.join('')}</ul><h3>${t.command}</h3><pre>${escaped(command)}</pre></details>`;
}

function accepted({ choices, min, max }: Field): string {
  if (choices) return choices.join(', ');
  return min === undefined && max === undefined ? '' : `${min ?? '−∞'} … ${max ?? '∞'}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d8dde3,#38404a);--soft:light-dark(#f4f6f8,#1d232a)}
body{margin:0;font:16px/1.55 system-ui,sans-serif}main{max-width:56rem;margin:2rem auto;padding:0 1rem}h1 small{font-weight:400;opacity:.6}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;padding:.5rem .8rem}summary{cursor:pointer}summary code{margin-right:.5rem}
pre,textarea{background:var(--soft);border:0;border-radius:.4rem;padding:.7rem;overflow:auto;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap}
textarea{width:100%;box-sizing:border-box;color:inherit}h3{font-size:.9rem;margin:.8rem 0 .2rem}b{display:inline-block;min-width:3rem;font-size:.8rem}
b.post{color:light-dark(#0b6e4f,#5fd3a5)}b.get{color:light-dark(#1c5fb0,#7fb5f5)}button{font:inherit;padding:.4rem 1.2rem;margin:.4rem 0}#answer:empty{display:none}`;

const SCRIPT = `document.getElementById('try').addEventListener('submit',async(e)=>{e.preventDefault();const o=document.getElementById('answer');
try{const r=await fetch('/predict',{method:'POST',headers:{'content-type':'application/json'},body:e.target.querySelector('textarea').value});
o.textContent=r.status+'\\n'+JSON.stringify(await r.json(),null,2)}catch(x){o.textContent=String(x)}})`;
