/** The model versions that a run says it registered, in the tag that MLflow's words know. Pure. */

const tag = 'mlflow.modelVersions';

export function registeredIn(tags: Readonly<Record<string, string>>): { name: string; version: string }[] {
  try {
    const found: unknown = JSON.parse(tags[tag] ?? '[]');
    return Array.isArray(found) ? found.filter(isVersion) : [];
  } catch {
    return [];
  }
}

function isVersion(each: unknown): each is { name: string; version: string } {
  return (
    typeof each === 'object' &&
    each !== null &&
    'name' in each &&
    'version' in each &&
    typeof each.name === 'string' &&
    typeof each.version === 'string'
  );
}
