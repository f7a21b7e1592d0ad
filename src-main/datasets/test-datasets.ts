/** Data sets for tests: real storage and threads; tables only where a test brings them. */
import type { Core } from '../common/core.ts';
import { createDatasets, type DatasetsDeps } from './create.ts';

const nobody = () => Promise.reject(new Error('nobody reads tables here'));
export const dataThread = new URL('../data-thread.ts', import.meta.url);

export function openTestDatasets(
  core: Core,
  catalog: DatasetsDeps['catalog'] = { datasets: () => [], dataset: nobody },
  tables: DatasetsDeps['tables'] = { profileTable: nobody, relations: nobody, sample: nobody, compareTables: nobody },
) {
  return createDatasets(core, { catalog, tables, thread: dataThread });
}
