/** What the reading threads know of the registry. */
import { modelsFound, modelsPage, versionsPage } from './search/queries.ts';

export const registryReads = [modelsFound, modelsPage, versionsPage];
