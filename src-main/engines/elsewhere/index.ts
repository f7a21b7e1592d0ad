/** Engines that are not the lab's own: where they are, what is built on them, what is put there. Loaded when somebody deploys. */
export { parseTarget, placeName } from './address.ts';
export { buildOn, hasImage } from './build-on.ts';
export { containerPlatform } from './container.ts';
export { reach } from './reach.ts';
export { swarmPlatform } from './swarm.ts';
