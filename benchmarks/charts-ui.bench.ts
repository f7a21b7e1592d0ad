/** A chart of a million points in Chromium, without a GPU, against uPlot and ECharts in the same page (B20). */
import type { CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser, noBrowser } from '../tests/support/browser.ts';
import { root } from '../tests/support/cli.ts';
import { median, ms, report } from './support/report.ts';

const frame = 1000 / 60;
type Name = 'ours' | 'uplot' | 'echarts';

async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, lib: { entry: `${root}/benchmarks/charts/page.ts`, formats: ['iife'], name: 'page' } },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as { output: { type: string; code?: string }[] }[] as [
    { output: { type: string; code?: string }[] },
  ];
  return output.find(({ type }) => type === 'chunk')?.code ?? '';
}

/** Each in a page of its own, that has drawn nothing before. */
async function built(script: string, newPage: () => Promise<Page>, name: Name, rounds: number): Promise<{ first: number; warm: number }> {
  const page = await newPage();
  await page.addScriptTag({ content: script });
  const taken = await page.evaluate<number[]>(`charts.build('${name}', ${rounds})`);
  await page.close();
  return { first: taken[0]!, warm: median(taken.slice(1)) };
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  return usedSize + backingStorageSize;
}

if (noBrowser) throw new Error(noBrowser);
const script = await bundle();
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const newPage = () => context.newPage();
  const rounds: Record<Name, { first: number; warm: number }[]> = { ours: [], uplot: [], echarts: [] };
  for (let round = 0; round < 3; round += 1)
    for (const name of ['ours', 'uplot', 'echarts'] as const) rounds[name].push(await built(script, newPage, name, name === 'echarts' ? 2 : 6));
  const first = (name: Name) => median(rounds[name].map((each) => each.first));
  const warm = (name: Name) => median(rounds[name].map((each) => each.warm));

  const page = await newPage();
  await page.addScriptTag({ content: script });
  const session = await page.context().newCDPSession(page);
  const before = await heapBytes(session);
  await page.evaluate('charts.hold()');
  const heap = (await heapBytes(session)) - before;
  await page.evaluate('charts.pan(30)');
  const pan = median(await page.evaluate<number[]>('charts.pan(240)'), 0.95);
  const against = (name: 'uplot' | 'echarts', label: string, least: number) => ({
    ...{ id: 'B20', what: `chart of 1M points, first build, against ${label}`, ours: ms(first('ours')), against: ms(first(name)) },
    ...{ ratio: `${(first(name) / first('ours')).toFixed(1)}×`, bar: `≥ ${least}×`, met: first(name) / first('ours') >= least },
  });
  report([
    against('uplot', 'uPlot', 2),
    against('echarts', 'ECharts', 20),
    {
      ...{ id: 'B20', what: 'the same in a page that has drawn one before', ours: ms(warm('ours')) },
      ...{
        against: `uPlot: ${ms(warm('uplot'))}; ECharts: ${ms(warm('echarts'))}`,
        bar: `≤ 1.5 frames (${ms(1.5 * frame)})`,
        met: warm('ours') <= 1.5 * frame,
      },
    },
    { id: 'B20', what: 'moved along, half of the points in view: frame, p95', ours: ms(pan), bar: '≤ 16.7 ms', met: pan <= frame + 0.2 },
    { id: 'B20', what: 'memory of it, points included', ours: `${(heap / 2 ** 20).toFixed(1)} MB`, bar: '≤ 30 MB', met: heap <= 30 * 2 ** 20 },
  ]);
} finally {
  await browser.close();
}
