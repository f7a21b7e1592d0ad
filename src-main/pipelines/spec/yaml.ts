/** A checked YAML file with errors that name their place: what pipeline.yaml is read with, for other files of a workspace. */
export { openDocument, type SpecDocument } from './document.ts';
export { check } from './expectation.ts';
export { collectFaults } from './faults.ts';
export { nearest } from './nearest.ts';
