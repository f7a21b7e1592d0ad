/** Which tags a person wrote, and which say how the run came about. Pure. */
const hidden = new Set(['mlflow.note.content', 'mlflow.modelVersions', 'mlflow.runName']);

const isSystem = (key: string) => key.startsWith('mlflow.') || key.startsWith('bancada.');

export interface TagKinds {
  own: [key: string, value: string][];
  system: [key: string, value: string][];
}

/** The note and the name stand elsewhere on the page. */
export function tagKinds(tags: Readonly<Record<string, string>>): TagKinds {
  const entries = Object.entries(tags)
    .filter(([key]) => !hidden.has(key))
    .sort(([a], [b]) => a.localeCompare(b));
  return { own: entries.filter(([key]) => !isSystem(key)), system: entries.filter(([key]) => isSystem(key)) };
}

export interface Source {
  name: string;
  type: string;
  user: string;
  commit: string;
  branch: string;
  repository: string;
}

/** What MLflow's clients say of where a run was started. */
export function sourceOf(tags: Readonly<Record<string, string>>): Source {
  const read = (key: string) => tags[`mlflow.${key}`] ?? '';
  return {
    name: read('source.name'),
    type: read('source.type'),
    user: read('user'),
    commit: read('source.git.commit'),
    branch: read('source.git.branch'),
    repository: read('source.git.repoURL'),
  };
}
