/** Full names of Vertex AI, and times as it writes them. */
import { gcp } from '../../plan/names.ts';
import type { Around } from '../operation.ts';

type Place = Pick<Around, 'region' | 'project'>;

export const fullName = ({ project, region }: Place, kind: string, id: string): string => `projects/${project}/locations/${region}/${kind}/${id}`;
/** What policies call it. */
export const onResource = (around: Place, kind: string, id: string): string => gcp.vertex(around, `${kind}/${id}`);
/** `projects/…/models/casas@2` → `casas@2`; what is short stays. */
export const idOf = (name: string): string => name.split('/').at(-1)!;
export const time = (ms: number): string => new Date(ms).toISOString();
/** Ids are letters, digits and dashes. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 60);
/** An operation that is over when it is answered with. */
export const over = (around: Place, kind: string, id: string, type: string, response: object) => ({
  name: `${fullName(around, kind, id)}/operations/1`,
  done: true,
  response: { '@type': `type.googleapis.com/google.cloud.aiplatform.v1.${type}`, ...response },
});
/** The same, of what is deleted. */
export const gone = (around: Place, kind: string, id: string) => ({
  name: `${fullName(around, kind, id)}/operations/1`,
  done: true,
  response: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
});
