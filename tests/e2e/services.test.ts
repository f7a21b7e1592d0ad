/**
 * A service in real Chromium: a request tried, explained and copied as code, its API described, the next revision beside the present one under a load test that compares them, the
 * promotion with its evidence, its export, and its deploy on this computer's Docker. Pictures in test-results/screens.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimPort } from '../../src-main/engines/ports.ts';
import { openLab } from '../../src-main/lab.ts';
import { trainClassifier } from '../../src-runtime/ml/classifier.ts';
import { saveModel } from '../../src-runtime/ml/model-folder.ts';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';
import { dockerAnswers } from '../support/cli.ts';
import { penguins } from '../support/model-lab.ts';

const slow = 90_000;
const row = { massa: 3700, bico: 39.1, ilha: 'Dream' };
/** Its container has a name that no other run of these tests has. */
const elsewhere = `pinguins-${process.pid}`;

/** Two versions of a model, the first of them served, and a third that does not answer as it says that it did where it was made. */
async function seed(home: string): Promise<void> {
  const lab = await openLab({ home });
  for (const seed of [1, 2, 3]) {
    const rows = penguins(120, seed);
    const about = { target: 'especie', numeric: ['massa', 'bico'], categorical: ['ilha'], impute: 'median', seed } as const;
    const model = await trainClassifier(rows, {
      algorithm: 'logistic_regression',
      ...about,
      numeric: [...about.numeric],
      categorical: [...about.categorical],
    });
    const path = join(mkdtempSync(join(tmpdir(), 'bancada-model-')), 'modelo');
    mkdirSync(path);
    saveModel(path, model, { seed, reference: rows });
    const golden = [{ row, prediction: { label: 'Gentoo', probabilities: {} } }];
    if (seed === 3) writeFileSync(join(path, 'serving.json'), JSON.stringify({ golden }));
    const { digest } = await lab.core.artifacts.take(path);
    await lab.registry.register({ name: 'pinguins', digest, runId: `run-${seed}`, trackingRunId: null, metrics: { f1: 0.9 } });
  }
  await lab.serving.serve({ target: 'pinguins:1', engine: 'process' });
  await lab.close();
}

describe.skipIf(noBrowser)(`a service${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  const failures: string[] = [];
  let host: WebHost;
  let browser: Browser;
  let tab: Page;

  beforeAll(async () => {
    const home = mkdtempSync(join(tmpdir(), 'bancada-services-'));
    await seed(home);
    host = await startWeb(home);
    browser = await launchBrowser();
    tab = await (
      await browser.newContext({ locale: 'pt-BR', colorScheme: 'light', viewport: { width: 1280, height: 800 }, acceptDownloads: true })
    ).newPage();
    tab.setDefaultTimeout(30_000);
    tab.on('pageerror', (error) => failures.push(error.message));
    tab.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_NETWORK_CHANGED|preload/.test(message.text())) failures.push(message.text());
    });
    await tab.goto(host.url);
    await tab.getByRole('heading', { level: 1 }).first().waitFor();
    await tab.evaluate(`location.hash = '#/servicos/pinguins'`);
    await tab.getByRole('heading', { name: /pinguins/ }).waitFor();
  }, slow * 2);

  afterAll(async () => {
    if (host) {
      const lab = await openLab({ home: host.home });
      for (const name of ['pinguins', elsewhere]) await lab.serving.stop(name).catch(() => {});
      await lab.close();
    }
    await browser?.close();
    if (dockerAnswers) spawnSync('sh', ['-c', `docker image rm $(docker image ls -q bancada/${elsewhere})`], { stdio: 'ignore' });
    await host?.stop();
  });

  const openTab = (name: string) => tab.getByRole('tab', { name, exact: true }).click();
  const button = (name: string) => tab.getByRole('button', { name, exact: true });
  const branch = (revision: number) =>
    tab
      .getByRole('figure', { name: /Por onde passam/ })
      .getByRole('listitem')
      .filter({ hasText: `Revisão ${revision}` });

  it(
    'is tried out, and the request copied as Python',
    async () => {
      await button('Enviar').click();
      await tab.getByRole('status').getByText('Adelie').first().waitFor();
      await tab.getByText('Python', { exact: true }).click();
      await tab.getByText('urlopen(request)').waitFor();
      await button('Explicar a linha').click();
      const why = tab.getByRole('region', { name: 'Por que esta resposta' });
      await why.getByText(/Exato: todas as combinações/).waitFor();
      await why.getByText(/^bico = \d+,\d+$/).waitFor();
      await button('Medir as colunas').click();
      await tab.getByText('Por permutação: queda da acurácia').waitFor();
      await picture(tab, '60-servico');
      expect(await violations(tab)).toEqual([]);
    },
    slow,
  );

  it(
    'describes its own API, whose routes are tried out',
    async () => {
      await openTab('API');
      await tab.getByRole('button', { name: '/v2/models/pinguins/infer' }).click();
      await tab.getByRole('heading', { name: /infer/ }).waitFor();
      await button('Enviar').click();
      await tab.getByRole('status').getByText('outputs').first().waitFor();
      await tab.getByRole('textbox', { name: 'Corpo do pedido' }).fill('{');
      await tab.getByText(/Isto não é JSON/).waitFor();
      expect(await violations(tab)).toEqual([]);
    },
    slow,
  );

  it(
    'has the next revision beside the present one, with half of the traffic',
    async () => {
      await openTab('Rollout');
      await tab.getByRole('radio', { name: /^Divisão manual/ }).click();
      await tab.getByRole('combobox', { name: /O que servir/ }).fill('pinguins:2');
      await tab.keyboard.press('Escape');
      await tab.getByLabel('Parte da candidata, em %').fill('50');
      // A busy machine's hiccup in one of the two decides nothing here.
      await tab.getByText('Limites e réplicas').click();
      await tab.getByLabel('p95 tolerado, em vezes o da estável').fill('100');
      await button('Começar').click();
      await branch(2).getByText('50%').waitFor();
      await branch(1).getByText('50%').waitFor();
      await tab.getByText('A candidata está pronta e respondeu ao exemplo').waitFor();
      await picture(tab, '61-servico-rollout');
      expect(await violations(tab)).toEqual([]);
    },
    slow,
  );

  it(
    'is asked at a rate of its own, and the two revisions are compared',
    async () => {
      await openTab('Carga');
      await tab.getByLabel('Pedidos por segundo').fill('60');
      await tab.getByLabel('Duração, em s').fill('2');
      await tab.getByText('120 pedidos em 2 s, até 60 por segundo').waitFor();
      await button('Começar').click();
      const result = tab.getByRole('region', { name: 'Resultado' });
      await result.getByText('Concluída').waitFor();
      await result.getByRole('row', { name: /desde a hora marcada/ }).waitFor();
      expect(await result.getByText('120', { exact: true }).count()).toBe(2); // sent and answered
      const compared = tab.getByRole('region', { name: 'Lado a lado' });
      for (const revision of [1, 2]) await compared.getByRole('columnheader', { name: `Revisão ${revision}` }).waitFor();
      await tab.getByRole('region', { name: 'Testes anteriores' }).getByRole('button', { name: 'Exportar' }).click();
      const [taken] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('menuitem', { name: 'Texto separado (CSV)' }).click()]);
      const lines = readFileSync(await taken.path(), 'utf8').split('\r\n');
      expect(lines[0]).toContain('Teste;Início;Situação;Endpoint');
      expect(lines[1]).toMatch(/;done;pinguins;pinguins:1;1;constant;60;2;even;120;120;0;/);
      await picture(tab, '62-servico-carga');
      expect(await violations(tab)).toEqual([]);
    },
    slow,
  );

  it(
    'goes on with the revision that a person promotes, and keeps the other for the way back',
    async () => {
      await openTab('Rollout');
      await button('Promover a 100%').click();
      await button('Terminar a vigia').click();
      await branch(1).getByText('mantida de pé').waitFor();
      await branch(2).getByText('100%').waitFor();
      await button('Voltar à revisão 1').waitFor();
      await picture(tab, '63-servico-promovido');
    },
    slow,
  );

  it(
    'keeps its revision when the next one does not get ready, and says why, in English and in the dark',
    async () => {
      await tab.evaluate(`location.hash = '#/configuracoes'`);
      await tab.getByLabel('Idioma').selectOption('en');
      await tab.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await tab.emulateMedia({ colorScheme: 'dark' });
      await tab.setViewportSize({ width: 1920, height: 1080 });
      await tab.evaluate(`location.hash = '#/servicos/pinguins'`);
      await openTab('Rollout');
      await tab.getByRole('radio', { name: /^Blue-green/ }).click();
      await tab.getByRole('combobox', { name: /What to serve/ }).fill('pinguins:3');
      await tab.keyboard.press('Escape');
      await button('Start').click();
      await tab.getByText('The candidate did not get ready', { exact: true }).waitFor();
      await tab
        .getByRole('alert')
        .getByText(/Golden row/)
        .waitFor();
      await tab
        .getByRole('figure', { name: /Where requests go/ })
        .getByText('Revision 2')
        .waitFor();
      await picture(tab, '67-service-failing');
      expect(await violations(tab)).toEqual([]);
      await tab.getByRole('combobox', { name: /What to serve/ }).fill('nobody:1');
      await tab.keyboard.press('Escape');
      await button('Start').click();
      await tab
        .getByText(/nobody/)
        .last()
        .waitFor();
      await tab.evaluate(`location.hash = '#/configuracoes'`);
      await tab.getByLabel('Language').selectOption('pt-BR');
      await tab.getByRole('heading', { name: 'Configurações', level: 1 }).waitFor();
      await tab.emulateMedia({ colorScheme: 'light' });
      await tab.setViewportSize({ width: 1280, height: 800 });
      await tab.evaluate(`location.hash = '#/servicos/pinguins'`);
    },
    slow,
  );

  it.skipIf(!dockerAnswers)(
    "is put on this computer's Docker after its plan was seen, and taken away",
    async () => {
      const lab = await openLab({ home: host.home });
      await lab.serving.serve({ target: 'pinguins:1', endpoint: elsewhere, engine: 'process' });
      await lab.close();
      await tab.evaluate(`location.hash = '#/servicos/${elsewhere}'`);
      await tab.getByRole('heading', { name: elsewhere }).waitFor();
      await openTab('Deploy');
      await tab.getByLabel('Porta no destino').fill(String(await claimPort(0)));
      await button('Ver o plano').click();
      const plan = tab.getByRole('region', { name: 'O que mudaria' });
      await plan.getByText(`bancada-${elsewhere}`, { exact: true }).first().waitFor();
      await tab.getByText('Não há nada deste serviço no destino.').waitFor();
      await picture(tab, '65-servico-plano');
      expect(await violations(tab)).toEqual([]);
      await button('Aplicar').click();
      await tab.getByRole('heading', { name: /Deploy concluído/ }).waitFor({ timeout: slow });
      const standing = tab.getByRole('region', { name: 'No destino agora' });
      await standing.getByText('1 de 1 responde').waitFor();
      const address = await standing.getByText(/^http:/).textContent();
      const answer = await fetch(`${address}/predict`, {
        method: 'POST',
        body: JSON.stringify(row),
        headers: { 'content-type': 'application/json' },
      });
      expect(await answer.json()).toMatchObject({ label: 'Adelie' });
      await picture(tab, '66-servico-deploy');
      await button('Retirar do destino').click();
      await button('Sim, retirar').click();
      await tab.getByText('Não há nada deste serviço no destino.').waitFor();
      await tab.getByLabel('Endereço do motor').fill('unix:///nada/docker.sock');
      await button('Ver o plano').click();
      await tab
        .getByRole('alert')
        .getByText(/não respondeu/)
        .waitFor();
      await tab.evaluate(`location.hash = '#/servicos/pinguins'`);
    },
    slow * 2,
  );

  it(
    'is exported for another platform',
    async () => {
      await button('Exportar').click();
      const sheet = tab.getByRole('dialog');
      await sheet.getByText('deployment.yaml', { exact: true }).click();
      await sheet.getByText('kind: Deployment').first().waitFor();
      await sheet.getByText('bancada export kubernetes pinguins', { exact: false }).first().waitFor();
      await picture(tab, '64-servico-exportar');
      expect(await violations(tab)).toEqual([]);
      expect(failures).toEqual([]);
    },
    slow,
  );
});
