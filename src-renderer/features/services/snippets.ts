/** The same request as a person writes it in a terminal, in Python and in JavaScript: standard libraries only, ready to be pasted. Pure. */

export const languages = ['json', 'curl', 'python', 'javascript'] as const;
export type SnippetLanguage = (typeof languages)[number];

export function snippetOf(language: SnippetLanguage, url: string, body: unknown): string {
  const json = JSON.stringify(body, null, 2);
  if (language === 'json') return json;
  if (language === 'curl') return commandOf(`${url}/predict`, body);
  if (language === 'javascript')
    return `const answer = await fetch('${url}/predict', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(${json.replaceAll('\n', '\n  ')}),
});
console.log(answer.status, await answer.json());`;
  return `import json
from urllib.request import Request, urlopen

body = json.dumps(${pythonOf(body)}).encode()
request = Request("${url}/predict", body, {"content-type": "application/json"})
with urlopen(request) as answer:
    print(answer.status, json.load(answer))`;
}

/** With a body it is a POST. */
export function commandOf(address: string, body?: unknown): string {
  if (body === undefined) return `curl -s ${address}`;
  return `curl -s ${address} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
}

/** A value of JSON as Python writes it. */
function pythonOf(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map((each) => pythonOf(each, inner)).join(', ')}]`;
  const lines = Object.entries(value).map(([name, each]) => `${inner}${JSON.stringify(name)}: ${pythonOf(each, inner)},`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}
