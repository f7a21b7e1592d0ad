export { type ArtifactStore, openArtifacts, type StoredArtifact, type StoredFile } from './artifacts.ts';
export { openDatabase, type Storage } from './database.ts';
export { type Home, openHome } from './home.ts';
export { asJson, giveBack, inlineReaders, openReaders, type Readers } from './readers.ts';
