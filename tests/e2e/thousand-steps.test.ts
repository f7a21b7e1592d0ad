/** The page of a run of a thousand steps, in a fan and in a row: it opens, draws only what is seen, and never stalls for long. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeEngine } from '../../src-main/pipelines/test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../../src-main/pipelines/test-support/lab.ts';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';

const many = Array.from({ length: 998 }, (_, index) => `m${index}`);
const fan = `name: leque
steps:
  - { id: a, run: s.ts, outputs: [a.json] }
${many.map((id) => `  - { id: ${id}, run: s.ts, inputs: { a: a.a }, outputs: [o.json] }`).join('\n')}
  - { id: z, run: s.ts, needs: [${many.join(', ')}] }
`;
const row = `name: fila
steps:
${Array.from({ length: 1000 }, (_, index) => `  - { id: s${index}, run: s.ts, needs: [${index === 0 ? '' : `s${index - 1}`}] }`).join('\n')}
`;

describe.skipIf(noBrowser !== '')(`a run of a thousand steps${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  let lab: TestLab;
  let host: WebHost;
  let browser: Browser;
  let tab: Page;
  const runs: Record<string, string> = {};

  beforeAll(async () => {
    lab = openTestLab(createFakeEngine(), { 's.ts': '' });
    for (const [name, text] of Object.entries({ leque: fan, fila: row })) {
      lab.write({ 'pipeline.yaml': text });
      const { runId } = await lab.pipelines.start({ pipeline: name });
      expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
      runs[name] = runId;
    }
    host = await startWeb(lab.core.home.root);
    browser = await launchBrowser();
    tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', reducedMotion: 'reduce' })).newPage();
    tab.setDefaultTimeout(30_000);
    await tab.goto(host.url);
    await tab.getByRole('heading', { level: 1 }).first().waitFor();
  }, 200_000);

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await lab?.[Symbol.asyncDispose]();
  });

  it.each(['leque', 'fila'])('opens, is walked and zoomed: %s', async (name) => {
    await tab.evaluate(
      `window.longest = 0; new PerformanceObserver((all) => { for (const { duration } of all.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask' });`,
    );
    const before = performance.now();
    await tab.evaluate(`location.hash = '#/laboratorio/${runs[name]}'`);
    const list = tab.getByRole('listbox', { name: 'Linha do tempo dos passos' });
    await list.getByRole('option').first().waitFor();
    await tab.locator('[data-step]').first().waitFor();
    const opened = Math.round(performance.now() - before);
    await list.focus();
    for (const key of ['End', 'PageUp', '+', '+', 'ArrowLeft', '0', 'Home']) await tab.keyboard.press(key);
    const rows = await list.getByRole('option').count();
    await tab.getByRole('tab', { name: 'Caminho crítico' }).click();
    await tab.getByTestId('critical').waitFor();
    await picture(tab, `67-mil-passos-${name}`);
    const drawn = await tab.evaluate<{ nodes: number; longest: number }>(
      `({ nodes: document.querySelectorAll('[data-step]').length, longest: Math.round(window.longest) })`,
    );
    console.log(`${name}: opened in ${opened} ms, longest task ${drawn.longest} ms, ${drawn.nodes} nodes and ${rows} rows drawn`);
    expect(opened).toBeLessThan(10_000);
    expect(drawn.longest).toBeLessThan(2000);
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(60);
    expect(drawn.nodes).toBeLessThan(400);
    expect(await violations(tab)).toEqual([]);
  });
});
