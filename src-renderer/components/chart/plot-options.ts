/** How a chart looks: thin lines, labels at the end of the lines instead of a legend, limits as dashed lines. */
import type uPlot from 'uplot';
import { formatTick } from '../../lib/format.ts';
import { colourOfSeries, lonely, type Series } from './series.ts';

interface Look {
  series: readonly Series[];
  width: number;
  height: number;
  time: boolean;
  xLabel: string;
  log: boolean;
  sync?: string;
  limits: readonly { value: number; label: string }[];
  say(value: number): string;
  locale: 'pt-BR' | 'en';
}

/** Milliseconds between the ticks of time. */
const roundTimes = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 604_800].map((s) => s * 1000);

const font = '12px "Inter Variable", system-ui, sans-serif';

export function plotOptions(look: Look, host: Element): uPlot.Options {
  const style = getComputedStyle(host);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { font, stroke: colour('--b-muted'), grid: { stroke: colour('--b-border'), width: 1 }, ticks: { show: false } };
  const labelRoom = Math.min(160, 16 + 7 * Math.max(0, ...look.series.map((line) => line.label.length)));
  const xValue = (x: number, step: number) => (look.time ? formatTick(x, step, look.locale) : String(x));
  return {
    width: look.width,
    height: look.height,
    padding: [12, labelRoom, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false },
      y: {
        distr: look.log ? 3 : 1,
        range: spanWith(
          look.limits.map((limit) => limit.value),
          look.log,
        ),
      },
    },
    axes: [
      {
        ...axis,
        size: 28,
        space: look.time ? 80 : 50,
        ...(look.time ? { incrs: roundTimes } : {}),
        values: (_, splits) => splits.map((x) => xValue(x, (splits[1] ?? 0) - (splits[0] ?? 0))),
      },
      { ...axis, size: 56, values: (_, splits) => splits.map((split) => (split === null ? '' : look.say(split))) },
    ],
    series: [
      { label: look.xLabel },
      ...look.series.map((line, index) => ({
        label: line.label,
        stroke: colour(colourOfSeries(line, index)),
        width: 1.5,
        spanGaps: !line.gaps,
        points: pointsOf(line),
      })),
    ],
    cursor: { points: { size: 7 }, y: false, ...(look.sync ? { sync: { key: look.sync } } : {}) },
    hooks: { draw: [(plot) => drawLimits(plot, look, colour('--b-failed')), (plot) => drawLabels(plot, look, colour)] },
  };
}

/** Every point of a short line; of a long one those that no line reaches. */
function pointsOf(line: Series): uPlot.Series.Points {
  const measured = line.points.filter(([, y]) => y !== null).length;
  if (measured < 25) return { show: true, size: 5 };
  return line.gaps ? { show: true, size: 4, filter: (plot, series) => lonely([...(plot.data[series] ?? [])]) } : { show: false };
}

/** The values of the limits stay in view. */
function spanWith(values: number[], log: boolean): uPlot.Range.Function {
  return (_, low, high) => {
    const [least, most] = [Math.min(low ?? 0, ...values), Math.max(high ?? 1, ...values)];
    if (log) return [least > 0 ? least / 1.2 : 1e-6, most * 1.2];
    const room = (most - least || Math.abs(most) || 1) * 0.08;
    return [least - room, most + room];
  };
}

function drawLimits(plot: uPlot, look: Look, colour: string) {
  const { ctx, bbox } = plot;
  for (const { value, label } of look.limits) {
    const y = plot.valToPos(value, 'y', true);
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.setLineDash([4, 4]);
    ctx.textAlign = 'left';
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = scaled(font);
    ctx.fillText(label, bbox.left + 4, y - 4);
    ctx.restore();
  }
}

/** The name of each line where it ends. Labels that would cover each other move apart, none below the plot. */
function drawLabels(plot: uPlot, look: Look, colour: (name: string) => string) {
  const { ctx, bbox } = plot;
  const line = 14 * devicePixelRatio;
  const labels = look.series.flatMap((series, index) => {
    const ys = [...(plot.data[index + 1] ?? [])];
    const last = ys.findLast((y) => y !== null && y !== undefined);
    return last === null || last === undefined
      ? []
      : [{ text: series.label, colour: colour(colourOfSeries(series, index)), y: plot.valToPos(last, 'y', true) }];
  });
  labels.sort((a, b) => a.y - b.y);
  let floor = Number.NEGATIVE_INFINITY;
  for (const label of labels) floor = label.y = Math.max(label.y, floor + line);
  let ceiling = bbox.top + bbox.height + line / 2;
  for (const label of labels.toReversed()) ceiling = label.y = Math.min(label.y, ceiling - line);
  ctx.save();
  ctx.font = scaled(font);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const label of labels) {
    ctx.fillStyle = label.colour;
    ctx.fillText(label.text, bbox.left + bbox.width + 8 * devicePixelRatio, label.y);
  }
  ctx.restore();
}

function scaled(cssFont: string): string {
  return cssFont.replace('12px', `${12 * devicePixelRatio}px`);
}
