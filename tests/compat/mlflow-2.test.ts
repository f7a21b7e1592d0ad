import { compatibility } from './support/suite.ts';

await compatibility('2');
