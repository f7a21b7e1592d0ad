/** Where an artifact is: among those of a run, or in a model that the run logged (MLflow 3). Pure. */
export interface Root {
  runId: string;
  /** Undefined for the run's own. */
  modelId?: string;
}

export interface Place extends Root {
  path: string;
  isDir: boolean;
}

export const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const isSame = (a: Place | null, b: Root & { path: string }): boolean => a !== null && a.modelId === b.modelId && a.path === b.path;

export const isInside = (place: Place | null, folder: Root & { path: string }): boolean =>
  place !== null && place.modelId === folder.modelId && (folder.path === '' ? place.path !== '' : place.path.startsWith(`${folder.path}/`));

/** How MLflow's clients name it. */
export function uriOf({ runId, modelId, path }: Root & { path: string }): string {
  if (modelId !== undefined) return `models:/${modelId}${path === '' ? '' : `/${path}`}`;
  return `runs:/${runId}/${path}`;
}
