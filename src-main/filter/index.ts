/** MLflow's search grammar, for whoever searches: a text and a subject in, typed clauses and orders out. Knows no tables. */
export type { Clause, Order } from './clauses.ts';
export { condition, type Sql } from './condition.ts';
export { parseOrders } from './order.ts';
export { type After, offsetOf, placeOf, tokenAt } from './page-token.ts';
export { parseFilter } from './parse.ts';
export { experiments, loggedModels, modelVersions, registeredModels, runs } from './subjects.ts';
