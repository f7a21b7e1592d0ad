/**
 * The pages that belong to no run: the quiz of an architecture by keyboard alone, then Comparar, Roteiro and Carreira with all their tabs, in both
 * languages and both themes (one each), as axe sees them. Pictures in test-results/screens.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';

const languages = [
  { locale: 'pt-BR', colorScheme: 'light', compare: 'Comparar', roadmap: 'Roteiro', career: 'Carreira', lastWeek: 'Semana 12' },
  { locale: 'en', colorScheme: 'dark', compare: 'Compare', roadmap: 'Roadmap', career: 'Career', lastWeek: 'Week 12' },
] as const;
const pages = [
  ...['/comparar', '/comparar/escolher', '/comparar/medidas'],
  ...['/roteiro', '/roteiro/habilidades', '/roteiro/glossario'],
  ...['/carreira/entrevista', '/carreira/historias', '/carreira/checklist', '/carreira/portfolio'],
  ...['/arquiteturas/05-mlops/questionario'],
];

describe.skipIf(noBrowser !== '')(`the general pages${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    host = await startWeb();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', reducedMotion: 'reduce' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(host.url);
    await page.locator('main h1').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });
  const go = (path: string) => page.evaluate(`location.hash = '#${path}'`);

  it('asks, explains and asks again, by keyboard alone; what was answered is there after a reload', async () => {
    await go('/arquiteturas/01-monolitica/questionario');
    const question = page.getByTestId('question');
    for (let at = 1; at <= 8; at++) {
      await page.getByText(`Questão ${at} de 8`).waitFor();
      await page.keyboard.press('3');
      await page.keyboard.press('Enter');
      await page.locator('[data-testid="question"][data-done]').waitFor();
      // Each option has its reason now, and the section to read again is one link away.
      expect(await question.getByRole('radio').count()).toBe(await question.getByRole('radio', { disabled: true }).count());
      expect(await question.getByRole('link', { name: /^Reler: / }).count()).toBe(1);
      await page.keyboard.press('Enter');
    }
    expect(await page.getByTestId('score').textContent()).toBe('3 de 8 questões');
    await page.getByText('· 3 de 8 questões').waitFor();
    await page.reload();
    expect(await page.getByTestId('score').textContent()).toBe('3 de 8 questões');
    await picture(page, 'quiz-resultado');
    await page.getByRole('button', { name: 'Refazer as 5 que faltam' }).press('Enter');
    await page.getByText('Questão 1 de 5').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(languages)('are clean in $locale, $colorScheme', async ({ locale, colorScheme, ...words }) => {
    await go('/configuracoes');
    await page.getByRole('combobox').first().selectOption(locale);
    await page.locator(`html[lang="${locale}"]`).waitFor();
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    const found: string[] = [];
    for (const path of pages) {
      await go(path);
      await page.locator('main h1, main h2').first().waitFor();
      await expect.poll(() => page.locator('main [class*="Skeleton"]').count(), { timeout: 20_000 }).toBe(0);
      found.push(...(await violations(page)).map((each) => `${path} ${each}`));
    }
    expect(found).toEqual([]);
    await go('/roteiro');
    await page.getByText(words.lastWeek).first().waitFor();
    for (const name of [words.compare, words.roadmap, words.career]) expect(await page.getByRole('link', { name, exact: true }).count()).toBe(1);
    expect(failures).toEqual([]);
  });

  it('say in safe mode what does not go on by itself, and how to leave it', async () => {
    const safe = await startWeb(undefined, ['--safe-mode']);
    const shown = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', reducedMotion: 'reduce' });
    await shown.goto(safe.url);
    const banner = shown.getByRole('status').filter({ hasText: 'Modo seguro' });
    await banner.waitFor();
    expect(await violations(shown)).toEqual([]);
    await picture(shown, 'modo-seguro');
    await banner.getByRole('link', { name: 'Como sair' }).click();
    await shown.getByText('abra a Bancada de novo sem --safe-mode').waitFor();
    await shown.close();
    await safe.stop();
  });
});
