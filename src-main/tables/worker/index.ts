/** Inside a table process: what reads of other domains are made of. */

export { isWhole, onlyGrows } from './beginnings.ts';
export { type CountValues, countValues } from './frequencies.ts';
export { openRoom, type Room } from './growing.ts';
export { isInstant, isNumeric } from './kinds.ts';
export { closeIn, countedQuantiles } from './quantiles.ts';
export { tableJob } from './serve.ts';
export type { Session } from './session.ts';
export { openTable, type Table } from './source.ts';
export { double, name, text } from './sql.ts';
