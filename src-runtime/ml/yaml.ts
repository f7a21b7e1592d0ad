/** `toYaml`: plain values as block YAML. Texts are double-quoted as JSON, which every YAML reads alike; a whole library would slow every step's start. */
type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

export function toYaml(value: Plain, indent = ''): string {
  if (Array.isArray(value)) return value.map((item: Plain) => `${indent}- ${scalar(item)}\n`).join('');
  return Object.entries(value as Record<string, Plain>)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => {
      const name = /^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key);
      const nested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
      return nested ? `${indent}${name}:\n${toYaml(item, `${indent}  `)}` : `${indent}${name}: ${scalar(item)}\n`;
    })
    .join('');
}

function scalar(value: Plain): string {
  return JSON.stringify(value);
}
