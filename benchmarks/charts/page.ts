/** What charts-ui.bench.ts runs in Chromium: the same million points drawn by our charts, by uPlot and by ECharts, each with its axes, until the pixels are there. */
import * as echarts from 'echarts';
import Uplot from 'uplot';
import { type Line, shownLines, spanOf, valuesOf } from '../../src-renderer/components/charts/line.ts';
import { paint } from '../../src-renderer/components/charts/paint.ts';
import { scaleOf, withRoom } from '../../src-renderer/components/charts/scale.ts';

const points = 1_000_000;
const [width, height] = [1000, 300];
const frame = { left: 56, top: 8, right: width - 12, bottom: height - 26 };
const say = (value: number) => value.toFixed(2);

/** A walk with noise, other with each seed. */
function data(seed: number): { xs: Float64Array; ys: Float64Array } {
  const [xs, ys] = [new Float64Array(points), new Float64Array(points)];
  let state = seed * 2654435761;
  let level = 0;
  for (let i = 0; i < points; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    level += (state / 2 ** 32 - 0.5) * 0.1;
    xs[i] = i;
    ys[i] = level + Math.sin(i / 5000);
  }
  return { xs, ys };
}

function host(): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:${height}px`;
  document.body.replaceChildren(element);
  return element;
}

/** Canvas draws when it must: reading one pixel says that all of them are there. */
function settle(element: HTMLElement): void {
  for (const canvas of element.querySelectorAll('canvas')) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
}

function ours(lines: readonly Line[], canvas: HTMLCanvasElement, view = spanOf(lines)): void {
  const ctx = canvas.getContext('2d')!;
  canvas.width = width;
  canvas.height = height;
  const shown = shownLines(lines, view, frame.right - frame.left);
  const x = scaleOf(view, [frame.left, frame.right], false, 11);
  const y = scaleOf(withRoom(valuesOf(shown), false), [frame.bottom, frame.top], false, 8);
  paint(ctx, { frame, x, y, shown, lit: null, sayX: say, sayY: say }, getComputedStyle(canvas));
}

const line = ({ xs, ys }: { xs: Float64Array; ys: Float64Array }): Line => ({ id: 'a', label: 'a', colour: '#3366cc', dash: [], xs, ys });

function place(element: HTMLElement): HTMLCanvasElement {
  return element.appendChild(document.createElement('canvas'));
}

const builds = {
  ours: (element: HTMLElement, given: ReturnType<typeof data>) => ours([line(given)], place(element)),
  uplot: async (element: HTMLElement, { xs, ys }: ReturnType<typeof data>) => {
    const chart = new Uplot({ width, height, series: [{}, { stroke: '#3366cc', width: 1.5 }], scales: { x: { time: false } } }, [xs, ys], element);
    await Promise.resolve(); // it draws in a microtask
    return () => chart.destroy();
  },
  echarts: async (element: HTMLElement, { xs, ys }: ReturnType<typeof data>) => {
    const chart = echarts.init(element);
    const both = new Float64Array(points * 2);
    for (let i = 0; i < points; i += 1) {
      both[2 * i] = xs[i] as number;
      both[2 * i + 1] = ys[i] as number;
    }
    const drawn = new Promise<void>((done) => chart.on('finished', () => done()));
    chart.setOption({
      ...{ animation: false, xAxis: { type: 'value' }, yAxis: { type: 'value', scale: true } },
      dataset: { source: both, dimensions: ['x', 'y'] },
      series: [{ type: 'line', showSymbol: false, encode: { x: 'x', y: 'y' } }],
    });
    await drawn;
    return () => chart.dispose();
  },
} as const;

/** Milliseconds from the numbers to the pixels, of each round; the first is that of a page that never drew such a chart. */
async function build(name: keyof typeof builds, rounds: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const given = data(round + 1);
    const element = host();
    await new Promise(requestAnimationFrame);
    const from = performance.now();
    const end = await builds[name](element, given);
    settle(element);
    taken.push(performance.now() - from);
    end?.();
  }
  return taken;
}

/** A half of the points in view, moved along a little with each frame: how long each frame was. */
async function pan(frames: number): Promise<number[]> {
  const lines = [line(data(1))];
  const canvas = place(host());
  const seen: number[] = [];
  let last = performance.now();
  for (let i = 0; i < frames; i += 1) {
    const now = await new Promise<number>(requestAnimationFrame);
    seen.push(now - last);
    last = now;
    const from = (points / 2) * (i / frames);
    ours(lines, canvas, [from, from + points / 2]);
  }
  return seen.slice(5);
}

let held: unknown;
/** Leaves one chart with its million points in the page. */
function hold(): void {
  const lines = [line(data(1))];
  const canvas = place(host());
  ours(lines, canvas);
  held = { lines, canvas };
}

Object.assign(globalThis, { charts: { build, pan, hold, held: () => held !== undefined } });
