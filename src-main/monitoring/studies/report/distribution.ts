/** `distributionSvg`: two distributions over the same bins, the current one as bars and the reference as steps before it. */
import type { SubjectDrift } from '../../../contract/drift.ts';
import { escaped, type Numbers } from './markup.ts';
import type { ReportTexts } from './texts.ts';

const width = 260;
const height = 64;

export function distributionSvg({ feature, bins }: Pick<SubjectDrift, 'feature' | 'bins'>, t: ReportTexts, { percent }: Numbers): string {
  if (bins.length === 0) return '';
  const tallest = Math.max(...bins.flatMap((bin) => [bin.reference, bin.current]), 1e-9);
  const step = width / bins.length;
  const y = (share: number) => height - 2 - (share / tallest) * (height - 6);
  const bars = bins.map(({ label, reference, current }, i) => {
    const told = `${label}: ${t.reference} ${percent(reference)}, ${t.current} ${percent(current)}`;
    return `<rect x="${fixed(i * step + 1)}" width="${fixed(Math.max(1, step - 2))}" y="${fixed(y(current))}" height="${fixed(height - 2 - y(current))}"><title>${escaped(told)}</title></rect>`;
  });
  const steps = bins.map(({ reference }, i) => `${i === 0 ? 'M' : 'L'}${fixed(i * step)} ${fixed(y(reference))}H${fixed((i + 1) * step)}`);
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(feature)}"><g class="now">${bars.join('')}</g><path class="before" d="${steps.join('')}"/></svg>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
