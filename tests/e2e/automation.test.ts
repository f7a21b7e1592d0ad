/** The page of automation in real Chromium: from its empty state to a trigger that fired, its calendar, the queue, a simulation. Pictures in test-results/screens. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';

const slow = 60_000;

describe.skipIf(noBrowser !== '')(`automation${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    host = await startWeb();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' });
    await page.goto(`${host.url}#/automacao`);
  }, slow);
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });
  const tab = async (name: string) => {
    await page.getByRole('tab', { name }).click();
    await expect.poll(() => page.getByRole('tab', { name }).getAttribute('aria-selected')).toBe('true');
  };
  const clean = async (name: string) => {
    expect(await violations(page)).toEqual([]);
    await picture(page, `automation-${name}`);
  };

  it(
    'teaches what a trigger is while there is none',
    async () => {
      await page.getByRole('heading', { name: 'Nenhum gatilho ainda' }).waitFor({ timeout: slow });
      await clean('empty');
    },
    slow,
  );

  it(
    'makes a trigger with the keyboard, and says the schedule in words as it is typed',
    async () => {
      await page.getByRole('link', { name: 'Criar o primeiro gatilho' }).press('Enter');
      await page.getByLabel('Nome').fill('treino-semanal');
      await page.getByLabel('Pipeline', { exact: true }).selectOption('01-monolitica');
      await page.getByLabel('Padrão cron').fill('0 25 * * *');
      await page.getByText('o campo da hora vai de 0 a 23').waitFor();
      await page.getByLabel('Padrão cron').fill('30 6 * * 2');
      await page.getByRole('status').getByText('toda terça-feira às 6h30').waitFor();
      await expect.poll(() => page.getByRole('status').getByRole('listitem').count()).toBe(5);
      await clean('form');
      await page.getByRole('button', { name: 'Criar gatilho' }).press('Enter');
      await page.getByText('Toda terça-feira às 6h30').waitFor();
    },
    slow,
  );

  it(
    'fires by hand and tells how it went',
    async () => {
      await page.getByRole('button', { name: 'Disparar agora' }).click();
      await page.getByRole('listitem').getByText('Concluído').waitFor({ timeout: slow });
      await clean('list');
      await tab('Histórico');
      await page
        .getByRole('row', { name: /treino-semanal/ })
        .getByText('Concluído')
        .waitFor();
      await clean('history');
    },
    slow,
  );

  it(
    'pauses one, and all',
    async () => {
      await tab('Gatilhos');
      await page.getByRole('switch', { name: 'Gatilho treino-semanal ligado' }).press('Space');
      await page.getByText('Pausado', { exact: true }).waitFor();
      await page.getByRole('switch', { name: 'Gatilho treino-semanal ligado' }).press('Space');
      await page.getByText('Pausado', { exact: true }).waitFor({ state: 'detached' });
      await page.getByRole('switch', { name: 'Pausar todos' }).press('Space');
      await page.getByText('Todos os gatilhos estão pausados').waitFor();
      await page.getByRole('switch', { name: 'Pausar todos' }).press('Space');
      await page.getByText('Todos os gatilhos estão pausados').waitFor({ state: 'detached' });
    },
    slow,
  );

  it(
    'has the past and the coming in the calendar',
    async () => {
      await tab('Calendário');
      const entries = page.getByRole('cell').getByRole('listitem');
      await expect.poll(() => entries.filter({ hasText: 'previsto' }).count()).toBeGreaterThanOrEqual(3);
      expect(await entries.filter({ hasText: 'Concluído' }).count()).toBe(1);
      await clean('calendar');
      await page.getByRole('button', { name: 'Quatro semanas depois' }).click();
      await page.getByRole('button', { name: 'Hoje' }).click();
    },
    slow,
  );

  it(
    'keeps limits of the queue',
    async () => {
      await tab('Fila');
      await page.getByRole('heading', { name: 'Nada rodando, nada esperando' }).waitFor();
      await page.getByRole('button', { name: 'Limitar uma etiqueta' }).click();
      await page.getByRole('textbox', { name: 'Etiqueta' }).fill('treino');
      await page.getByRole('button', { name: 'Salvar' }).click();
      await expect.poll(() => page.getByRole('button', { name: 'Remover o limite de treino' }).count()).toBe(1);
      await clean('queue');
    },
    slow,
  );

  it(
    'simulates a month, and says that nothing ran',
    async () => {
      await tab('Simulação');
      await page.getByRole('button', { name: 'Simular' }).click();
      await page.getByText('Simulação: nada rodou.').waitFor();
      expect(
        await page
          .getByRole('row', { name: /treino-semanal/ })
          .getByRole('cell')
          .first()
          .textContent(),
      ).toMatch(/^[45]$/);
      await clean('simulation');
      await page.getByLabel('Relógio').selectOption('10000');
      await page.getByRole('button', { name: 'Simular' }).click();
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('button', { name: 'Parar' }).click();
    },
    slow,
  );

  it(
    'is as clean in the dark, in English, on a wide screen, with runs that wait',
    async () => {
      await page.goto(`${host.url}#/configuracoes`);
      await page.getByLabel('Idioma').selectOption('en');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.goto(`${host.url}#/automacao`);
      await page.getByRole('button', { name: 'Fire now' }).click();
      for (const name of ['Calendar', 'Queue', 'History', 'Simulation', 'Triggers']) {
        await tab(name);
        await clean(`en-dark-${name.toLowerCase()}`);
      }
      await page.getByRole('button', { name: 'New trigger' }).click();
      await page.getByLabel('Fires').selectOption('webhook');
      await page.getByText("A POST on this computer, with the trigger's token.").waitFor();
      await clean('en-dark-form');
      await page.goto(`${host.url}#/configuracoes`);
      await page.getByLabel('Language').selectOption('pt-BR');
      await page.goto(`${host.url}#/automacao`);
    },
    slow,
  );

  it(
    'removes the trigger, and its history stays',
    async () => {
      await tab('Gatilhos');
      await page.getByRole('button', { name: 'Mais opções de treino-semanal' }).click();
      await page.getByRole('menuitem', { name: 'Remover' }).click();
      await page.getByRole('heading', { name: 'Nenhum gatilho ainda' }).waitFor();
      await tab('Histórico');
      await page
        .getByRole('row', { name: /treino-semanal/ })
        .first()
        .waitFor();
    },
    slow,
  );
});
