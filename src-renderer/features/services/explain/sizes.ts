/** How high so many bars are; more scroll. */
const perBar = 20;
const most = 320;
export const barsHeight = (count: number): number => Math.min(most, count * perBar + 4);
