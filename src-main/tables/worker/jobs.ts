/** What a table process can be asked. */
import { compareJob, convertJob, profileJob, sampleJob, schemaJob } from '../protocol.ts';
import { compareTables } from './compare.ts';
import { convert } from './convert.ts';
import { profileTable } from './profile.ts';
import { sample } from './sample.ts';
import { type TableJob, tableJob } from './serve.ts';
import { schemaOf } from './source.ts';

export const tableJobs: readonly TableJob[] = [
  tableJob(profileJob, profileTable),
  tableJob(schemaJob, (session, { file }) => schemaOf(session, file)),
  tableJob(sampleJob, sample),
  tableJob(convertJob, convert),
  tableJob(compareJob, compareTables),
];
