export { type ArtifactStore, openArtifacts } from './artifacts.ts';
export { openDatabase, type Storage } from './database.ts';
export { defaultHome, type Home, openHome } from './home.ts';
