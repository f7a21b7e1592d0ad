/** What the reading threads know of data sets. */
import { readFolderDiff, readFolderPage } from './folders/reads.ts';
import { previewGarbage, storedBytes } from './garbage/preview.ts';

export const datasetReads = [previewGarbage, storedBytes, readFolderPage, readFolderDiff];
