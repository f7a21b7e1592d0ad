/** `parseReference`: `voos`, `voos@v3`, `voos@validado`, as a pipeline or a person writes it. Null when it is none of them. */

export interface DataReference {
  name: string;
  /** Null with a tag, or for the current version. */
  version: number | null;
  tag: string | null;
}

export const namePattern = /^[A-Za-z0-9_][\w.-]{0,99}$/;
/** A tag never looks like a version. */
export const tagPattern = /^(?!v\d+$)[A-Za-z0-9_][\w.-]{0,63}$/;

export function parseReference(text: string): DataReference | null {
  const [, name = '', which] = /^([^@]+)(?:@([^@]+))?$/.exec(text) ?? [];
  if (!namePattern.test(name)) return null;
  if (which === undefined) return { name, version: null, tag: null };
  const number = /^v([1-9]\d{0,8})$/.exec(which)?.[1];
  if (number !== undefined) return { name, version: Number(number), tag: null };
  return tagPattern.test(which) ? { name, version: null, tag: which } : null;
}
