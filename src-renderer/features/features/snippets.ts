/** `snippets`: the same question and the same event in three languages, ready to be copied. */
export type Language = 'curl' | 'python' | 'javascript';

export const languages: readonly { value: Language; label: string; code: string }[] = [
  { value: 'curl', label: 'curl', code: 'bash' },
  { value: 'python', label: 'Python', code: 'python' },
  { value: 'javascript', label: 'JavaScript', code: 'js' },
];

export function snippet(language: Language, { url, token }: { url: string; token: string }, body: object): string {
  const json = JSON.stringify(body);
  switch (language) {
    case 'curl':
      return `curl ${url} -H 'Authorization: Bearer ${token}' \\\n  -d '${json.replaceAll("'", "'\\''")}'`;
    case 'python':
      return `import json, urllib.request

request = urllib.request.Request(
    "${url}",
    data=json.dumps(${pythonOf(body)}).encode(),
    headers={"Authorization": "Bearer ${token}"},
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))`;
    case 'javascript':
      return `const answer = await fetch('${url}', {
  method: 'POST',
  headers: { Authorization: 'Bearer ${token}' },
  body: JSON.stringify(${json}),
});
console.log(await answer.json());`;
  }
}

/** JSON but for three words. */
function pythonOf(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value as object)
    .map(([name, one]) => `${JSON.stringify(name)}: ${pythonOf(one)}`)
    .join(', ')}}`;
}
