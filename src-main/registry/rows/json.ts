/** Columns of JSON: `tagsOf` is SQL for a table of tags as one object, `fromJson` reads what we wrote ourselves. */

export function tagsOf(table: string, where: string): string {
  return `(SELECT json_group_object(key, value) FROM ${table} WHERE ${where})`;
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}
