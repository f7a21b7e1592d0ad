/** What other domains ask of the catalogue. */
import type { Dataset, Language, ModuleSummary } from '../contract/index.ts';

export interface Catalog {
  modules(): ModuleSummary[];
  sectionIds(moduleId: string): string[];
  cardIds(moduleId: string): string[];
  /** Folder of a challenge's files, CHALLENGE_NOT_FOUND. */
  challengeFolder(challengeId: string): string;
  challengeIds(): string[];
  datasets(): Dataset[];
  /** Path and digest of a data set as CSV, written once into the artifact store. DATASET_NOT_FOUND. */
  dataset(id: string): Promise<{ path: string; digest: string; fileName: string; format: 'csv' }>;
  checks(challengeId: string, language: Language): { id: string; title: string; read: string | null; fail: string | null; hints: string[] }[];
}
