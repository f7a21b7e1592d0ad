/** The feature store: definitions, point-in-time joins over DuckDB, an online store in SQLite. */
export { createFeatures } from './create.ts';
export { parseFeatures } from './definition.ts';
