/** What the reading threads know of data sets. */
import { previewGarbage, storedBytes } from './garbage/preview.ts';

export const datasetReads = [previewGarbage, storedBytes];
