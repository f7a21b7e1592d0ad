export { type ArtifactStore, openArtifacts, type StoredArtifact, type StoredFile } from './artifacts.ts';
export { automaticBackups, copyDatabase, keptBackups, syncFile, takeAutomatic } from './automatic.ts';
export { openDatabase, type Storage } from './database.ts';
export { type Home, openHome } from './home.ts';
export { asJson, giveBack, inlineReaders, openReaders, type Readers } from './readers.ts';
export { forgetRescue, isDamage, isMarkedDamaged, lastRescue, markDamaged, sayRescue } from './rescue.ts';
