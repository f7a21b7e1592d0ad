/**
 * The learner's whole path through 01, in real Chromium: read, look at the diagrams, run the starter and see why it fails, solve it, serve it, try it,
 * change its traffic and see the alert; then the same lab in the other theme and language. Pictures in test-results/screens.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';
import { bancada, root } from '../support/cli.ts';

const solution = readFileSync(join(root, 'challenges/01-monolitica/exemplo/monolito.ts'), 'utf8');
const slow = 90_000;

describe.skipIf(noBrowser !== '')(`the learner's path of 01${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    host = await startWeb();
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'pt-BR',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => {
      // What a network change of the machine interrupts, the app loads again.
      if (message.type() === 'error' && !/ERR_NETWORK_CHANGED|preload/.test(message.text())) failures.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    const lab = bancada(host.home);
    await lab('stop', 'pinguins');
    await host?.stop();
  });

  const goTo = async (name: string) => {
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name, exact: true }).click();
  };
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });

  it('opens on a first page that says what to do, and leaves no token in the address', async () => {
    await page.goto(host.url);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.getByText('Sua bancada está pronta').waitFor();
    expect(page.url()).not.toContain('token');
    await picture(page, '01-inicio');
  });

  it('lists the eleven architectures and opens the study text', async () => {
    await goTo('Arquiteturas');
    await page.getByText('Monolítica').first().waitFor();
    await picture(page, '02-arquiteturas');
    await page
      .getByRole('link', { name: /Monolítica/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'O problema que ela resolve' }).waitFor();
    await page.getByRole('button', { name: 'Marcar como lida' }).first().click();
    await page.getByText('1 de 14 seções').first().waitFor();
    await picture(page, '03-estudo');
  });

  it(
    'shows the C4 diagrams and draws an edit live, offline',
    async () => {
      await tab('Diagramas').click();
      await page.getByText('Guarda-parque').first().waitFor();
      await picture(page, '04-diagrama');
      await page.getByRole('button', { name: 'Editar' }).click();
      const source = page.getByRole('textbox', { name: /Texto PlantUML/ });
      const text = await source.inputValue();
      await source.fill(text.replace('Guarda-parque', 'Quem visita'));
      await page.locator('svg').getByText('Quem visita').first().waitFor({ timeout: slow });
      await picture(page, '05-diagrama-editado');
    },
    slow,
  );

  it(
    'runs the starter and says check by check why it does not pass',
    async () => {
      await tab('Desafio').click();
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: slow });
      await page.getByTestId('run').click();
      await page.getByText('Concluído').first().waitFor({ timeout: slow });
      await expect.poll(() => page.getByTestId('checks-passed').textContent(), { timeout: slow }).toBe('6 de 11');
      await picture(page, '06-desafio-ponto-de-partida');
    },
    slow * 2,
  );

  it(
    'turns every check green once the program is right',
    async () => {
      await page.locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      // Pasted, as a person would: typed text would be indented anew line by line.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(solution)})`);
      await page.keyboard.press('Control+V');
      await page.getByText('Salvo', { exact: true }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-check]:not([data-status="waiting"])').first().waitFor({ timeout: slow });
      await expect.poll(() => page.locator('[data-check]:is([data-status="waiting"], [data-status="running"])').count(), { timeout: slow }).toBe(0);
      // Some checks measure time, so a busy machine may fail one: its name and what it saw say which.
      await expect.poll(() => page.locator('[data-check]:not([data-status="passed"])').allInnerTexts(), { timeout: slow }).toEqual([]);
      expect(await page.getByTestId('checks-passed').textContent()).toBe('11 de 11');
      await picture(page, '07-desafio-resolvido');
      expect(readFileSync(join(host.home, 'workspaces/01-monolitica/monolito.ts'), 'utf8')).toBe(solution);
    },
    slow * 2,
  );

  it(
    'says what comes next while all is green, and takes the green back at a change, also after a reload',
    async () => {
      await page.getByTestId('onward').getByText('Tudo passa: 11 verificações').waitFor();
      await page.getByRole('link', { name: /próxima arquitetura/ }).waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('/');
      const stale = page.getByText('Verificado antes da última mudança');
      await stale.waitFor();
      expect(await page.getByTestId('onward').count()).toBe(0);
      await picture(page, '07-desafio-mudado');
      await page.reload();
      await stale.waitFor();
      await page.locator('.monaco-editor .view-line').first().click();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Backspace');
      await page.getByTestId('onward').waitFor();
      await goTo('Início');
      await page.getByText('Desafio Monolítica: tudo passa').waitFor();
      await picture(page, '07-inicio-depois');
      await goTo('Laboratório');
      await page.getByRole('row').nth(1).waitFor();
      // One row for each press of Rodar: the checks took those runs.
      expect(await page.getByRole('row').count()).toBe(3);
      await page.goBack();
      await page.goBack();
      await page.getByTestId('onward').waitFor();
    },
    slow,
  );

  it(
    'serves the program and answers a try, and shows a wrong value at its field',
    async () => {
      await tab('Serviço').click();
      await page.getByTestId('serve').click();
      await page.getByTestId('try').waitFor({ timeout: slow });
      await page.getByTestId('try').click();
      await page.getByRole('button', { name: 'Enviar' }).click();
      await page.getByText('Adelie').first().waitFor();
      await picture(page, '08-servico');
      await page.getByRole('textbox', { name: 'bill_length_mm' }).fill('500');
      await page.getByRole('button', { name: 'Enviar' }).click();
      await page.getByText('422').first().waitFor();
      await picture(page, '09-servico-422');
    },
    slow,
  );

  it(
    'simulates a sudden drift and raises the alert that names the feature',
    async () => {
      await page.getByRole('link', { name: 'Monitorar' }).click();
      await page.getByRole('button', { name: 'Simular deriva súbita' }).click();
      await page.getByText('Disparado').first().waitFor({ timeout: slow });
      await picture(page, '10-monitoramento');
    },
    slow,
  );

  it.each(['Laboratório', 'Experimentos', 'Modelos', 'Serviços', 'Monitoramento', 'Revisão', 'Configurações'])('shows %s', async (name) => {
    await goTo(name);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await picture(
      page,
      `11-${name
        .normalize('NFD')
        .replaceAll(/\p{Diacritic}/gu, '')
        .toLowerCase()}`,
    );
  });

  it.each(['Início', 'Arquiteturas', 'Laboratório', 'Experimentos', 'Modelos', 'Serviços', 'Monitoramento', 'Revisão', 'Configurações'])(
    'leaves axe nothing to say on %s',
    async (name) => {
      await goTo(name);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  it('makes a new file beside the others, as most challenges ask', async () => {
    await page.evaluate('location.hash = "#/arquiteturas/03-pipelines/desafio"');
    await page.getByRole('tab', { name: 'passos/tudo.ts' }).waitFor({ timeout: slow });
    await page.getByRole('button', { name: 'Novo arquivo' }).click();
    await page.getByLabel('Nome do arquivo').fill('passos/validacao.ts');
    await page.keyboard.press('Enter');
    await page.locator('[role="tab"][aria-selected="true"][data-path="passos/validacao.ts"]').waitFor({ timeout: slow });
    expect(existsSync(join(host.home, 'workspaces/03-pipelines/passos/validacao.ts'))).toBe(true);
  });

  it('speaks English and turns dark without a restart', async () => {
    await goTo('Configurações');
    await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    await page.getByText('Dark', { exact: true }).first().click();
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await picture(page, '12-english-dark');
  });

  it('met no error on the way', () => expect(failures).toEqual([]));
});
