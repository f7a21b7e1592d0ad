/** Searches for a model: trials proposed by samplers, measured in engines, thinned out as they go, and recorded so that a search that was killed goes on. */
export { type Automls, createAutoml } from './create.ts';
export { parseStudy } from './study.ts';
