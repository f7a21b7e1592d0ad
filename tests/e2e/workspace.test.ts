/** The small IDE of a challenge, in real Chromium: the tree by keyboard, versions and the starter beside the code, a reset taken back, a kill that loses nothing typed. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, startWeb, violations, type WebHost } from '../support/browser.ts';

const slow = 90_000;

describe.skipIf(noBrowser !== '')(`the workspace${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];
  const file = (path: string) => join(host.home, 'workspaces', '03-pipelines', path);

  beforeAll(async () => {
    host = await startWeb();
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1680, height: 900 }, locale: 'pt-BR', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(host.url);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate("location.hash = '#/arquiteturas/03-pipelines/desafio'");
    await page.locator('.monaco-editor .view-line').first().waitFor();
  }, slow);
  afterAll(async () => {
    await browser?.close();
    if (host?.child.exitCode === null && host.child.signalCode === null) await host.stop();
  });

  const row = (path: string) => page.locator(`[data-row="${path}"]`);
  const code = () => page.locator('[data-testid="editor"] .view-lines').first();
  const saved = () => page.getByText('Salvo', { exact: true }).waitFor();

  it(
    'renames, deletes and brings back files with the keyboard',
    async () => {
      await row('pipeline.yaml').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      const first = (await page.locator('[data-row]:focus').getAttribute('data-row'))!;
      expect(first).toMatch(/^passos\//);
      await page.keyboard.press('F2');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('passos/outro.ts');
      await page.keyboard.press('Enter');
      await row('passos/outro.ts').waitFor();
      expect([existsSync(file(first)), existsSync(file('passos/outro.ts'))]).toEqual([false, true]);
      await row('passos/outro.ts').focus();
      await page.keyboard.press('Delete');
      await page.getByText('passos/outro.ts foi excluído.').waitFor();
      expect(existsSync(file('passos/outro.ts'))).toBe(false);
      await page.getByRole('button', { name: 'Desfazer' }).click();
      await row('passos/outro.ts').waitFor();
      await page.getByRole('button', { name: `Trazer ${first} de volta` }).click();
      await row(first).waitFor();
    },
    slow,
  );

  it(
    'shows what changed since the starter, and takes a reset back',
    async () => {
      await row('pipeline.yaml').click();
      await code().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('# minha linha\n');
      await saved();
      await page.getByRole('button', { name: 'Comparar e ver o histórico' }).click();
      await page.locator('[data-testid="diff"] .line-insert').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Voltar ao código' }).click();
      await page.getByRole('button', { name: 'Mais ações' }).click();
      await page.getByRole('menuitem', { name: 'Só pipeline.yaml' }).click();
      await page.getByText('pipeline.yaml voltou ao ponto de partida.').waitFor();
      expect(readFileSync(file('pipeline.yaml'), 'utf8')).not.toContain('minha linha');
      await page.getByRole('button', { name: 'Desfazer' }).last().click();
      await expect.poll(() => readFileSync(file('pipeline.yaml'), 'utf8')).toContain('minha linha');
    },
    slow,
  );

  it(
    'offers what the SDK has while a Python step is typed, with its arguments and what it does',
    async () => {
      writeFileSync(file('passos/medir.py'), 'from bancada import lab\n\n');
      await page.evaluate("window.dispatchEvent(new Event('focus'))");
      await row('passos/medir.py').click();
      await page.locator('.view-line', { hasText: 'from bancada import lab' }).first().waitFor();
      await code().click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('lab.');
      const offered = (name: string) => page.locator('.suggest-widget').getByText(name, { exact: true }).count();
      // Asked for until the editor has heard from the core what the SDK has.
      const asked = async () => {
        await page.keyboard.press('Control+Space');
        return Math.min(1, await offered('metric'));
      };
      await expect.poll(asked, { timeout: 20_000, interval: 300 }).toBe(1);
      expect(await offered('input')).toBe(1);
      await page.keyboard.type('metr');
      await expect.poll(() => offered('input'), { timeout: 20_000 }).toBe(0);
      await page.keyboard.press('Enter');
      await page.locator('.parameter-hints-widget').getByText('metric(key: str, value: float').first().waitFor();
      await page.keyboard.type('"linhas", 3');
      await expect.poll(() => readFileSync(file('passos/medir.py'), 'utf8')).toContain('lab.metric("linhas", 3)');
      rmSync(file('passos/medir.py'));
      await row('pipeline.yaml').click();
    },
    slow,
  );

  it(
    'keeps how far the first steps went, and shows the log of the lab',
    async () => {
      await page.evaluate("location.hash = '#/configuracoes/comecar'");
      await page.getByRole('button', { name: 'Está bom assim' }).click();
      await page.locator('[data-step="look"][data-done]').waitFor();
      await page.getByText('1 de 5').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.evaluate("location.hash = '#/configuracoes/logs'");
      await page.getByText(join(host.home, 'logs', 'bancada.jsonl')).waitFor();
      expect(await violations(page)).toEqual([]);
      rmSync(file('passos/outro.ts'));
      await page.evaluate("location.hash = '#/arquiteturas/03-pipelines/desafio'");
    },
    slow,
  );

  it(
    'finds what another editor removed and wrote when the person comes back',
    async () => {
      await page.locator('.view-line', { hasText: 'minha linha' }).first().waitFor();
      writeFileSync(file('pipeline.yaml'), `# de outro editor\n${readFileSync(file('pipeline.yaml'), 'utf8')}`);
      await page.evaluate("window.dispatchEvent(new Event('focus'))");
      await page.locator('.view-line', { hasText: 'de outro editor' }).first().waitFor();
      await expect.poll(() => row('passos/outro.ts').count()).toBe(0);
    },
    slow,
  );

  it(
    'has what was typed when the lab is killed before it was written',
    async () => {
      const ended = new Promise((resolve) => host.child.once('exit', resolve));
      host.child.kill('SIGKILL');
      await ended;
      await code().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('# digitado sem a bancada\n');
      await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
      host = await startWeb(host.home);
      // The browser's store belongs to the address: the draft is carried to the new one, as a window on the same port has it.
      const drafts = await page.evaluate<string>("localStorage.getItem('bancada.drafts.03-pipelines')");
      expect(drafts).toContain('digitado sem a bancada');
      await page.goto(host.url);
      await page.evaluate(`localStorage.setItem('bancada.drafts.03-pipelines', ${JSON.stringify(drafts)})`);
      await page.evaluate("location.hash = '#/arquiteturas/03-pipelines/desafio'");
      await page.getByText('Recuperado: o que você digitou em pipeline.yaml').waitFor();
      await expect.poll(() => readFileSync(file('pipeline.yaml'), 'utf8')).toContain('digitado sem a bancada');
      expect(failures).toEqual([]);
    },
    slow,
  );
});
