/** What a table process can be asked. */
import { compareJob, convertJob, profileJob, relationsJob, sampleJob, schemaJob } from '../protocol.ts';
import { compareTables } from './compare.ts';
import { convert } from './convert.ts';
import { profileTable } from './profile.ts';
import { relations } from './relations.ts';
import { sample } from './sample.ts';
import { type TableJob, tableJob } from './serve.ts';
import { schemaOf } from './source.ts';

export const tableJobs: readonly TableJob[] = [
  tableJob(profileJob, profileTable),
  tableJob(relationsJob, relations),
  tableJob(schemaJob, (session, { file }) => schemaOf(session, file)),
  tableJob(sampleJob, sample),
  tableJob(convertJob, convert),
  tableJob(compareJob, compareTables),
];
