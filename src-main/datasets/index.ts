/** Data sets in versions: content-addressed, stored once per chunk, with tags, differences and garbage. */
export { createDatasets, type DatasetsDomain } from './create.ts';
export type { Datasets } from './datasets.ts';
