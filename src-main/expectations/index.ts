/** Expectations: what a table must hold, in Great Expectations' words, and which of its rows do not. */
export { createExpectations } from './create.ts';
export { parseContract } from './data-contract.ts';
export { parseSuite } from './suite.ts';
