/**
 * Experiments in real Chromium: runs logged by an MLflow client are filtered by words and by the form, ordered, looked at by other columns, grouped,
 * unfolded, compared and taken away as a file; deleted ones come back. Pictures in test-results/screens.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '../../src-main/lab.ts';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';
import { mlflowClient } from '../support/mlflow-client.ts';

const models = ['floresta', 'mlp', 'boosting'];
const name = 'Qual modelo basta?';

/** Twelve runs of three models with curves, one with nested folds, one with a name that a spreadsheet would run. */
async function seed(home: string): Promise<void> {
  const lab = await openLab({ home });
  const server = await lab.mlflow.serve({ port: 0, token: null });
  try {
    const client = mlflowClient(server.url);
    const { experiment_id } = await client.post('experiments/create', { name });
    const begin = async (run_name: string, start_time: number, tags: Record<string, string> = {}) => {
      const listed = Object.entries(tags).map(([key, value]) => ({ key, value }));
      const { run } = await client.post('runs/create', { experiment_id, run_name, start_time, tags: listed });
      return run.info.run_id as string;
    };
    for (let i = 0; i < 12; i += 1) {
      const run_id = await begin(i === 3 ? '=1+1' : `tentativa ${i}`, 1_700_000_000_000 + i * 60_000);
      const points = Array.from({ length: 30 }, (_, step) => ({ key: 'treino/perda', value: 1 / (step + 1 + i), timestamp: 1000 * step, step }));
      await client.post('runs/log-batch', {
        run_id,
        params: [
          { key: 'modelo', value: models[i % 3] },
          { key: 'taxa de aprendizado', value: String(i / 10) },
          { key: 'seed', value: String(i) },
        ],
        metrics: [...points, { key: 'auc', value: 0.5 + i / 30, timestamp: 0, step: 0 }],
      });
      if (i === 11) for (let fold = 0; fold < 2; fold += 1) await begin(`dobra ${fold}`, 1_700_000_000_000, { 'mlflow.parentRunId': run_id });
    }
  } finally {
    await server.close();
    await lab.close();
  }
}

describe.skipIf(noBrowser !== '')(`experiments${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'bancada-experiments-'));
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    await seed(home);
    host = await startWeb(home);
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'pt-BR',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(host.url);
    await page.getByRole('link', { name: 'Experimentos', exact: true }).click();
    await page
      .getByRole('navigation', { name: 'Experimentos' })
      .getByRole('link', { name: new RegExp(name.replace('?', '\\?')) })
      .click();
    await row('tentativa 10').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  const names = () => page.locator('tbody tr a').allTextContents();
  const filter = () => page.getByRole('combobox', { name: 'Filtro na linguagem do MLflow' });
  const count = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor();

  it('lists the runs, nested ones folded under their parent', async () => {
    await count('12 execuções');
    await page.getByRole('button', { name: 'Abrir' }).first().click();
    await row('dobra 1').waitFor();
    expect((await names()).slice(0, 3).sort()).toEqual(['dobra 0', 'dobra 1', 'tentativa 11']);
    await picture(page, '20-experimento');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Fechar' }).first().click();
  });

  it('completes a filter while it is typed and says where one is wrong', async () => {
    await filter().pressSequentially('modelo');
    await page.getByRole('option', { name: 'params.modelo' }).click();
    await page.getByRole('option', { name: '=', exact: true }).click();
    await page.getByRole('option', { name: "'mlp'" }).click();
    await count('4 execuções');
    expect(await filter().inputValue()).toBe("params.modelo = 'mlp' ");
    await filter().fill('metrics.auc >> 1');
    await filter().press('Enter');
    await page.getByRole('alert').getByText('13').waitFor();
    await picture(page, '21-filtro-errado');
    expect(await violations(page)).toEqual([]);
  });

  it('writes the same filter from a form', async () => {
    await page.getByRole('button', { name: 'Limpar o filtro' }).first().click();
    await page.getByRole('button', { name: 'Formulário' }).click();
    await page.getByRole('button', { name: 'Pôr uma condição' }).click();
    await page.getByRole('textbox', { name: 'Valor' }).fill('0,8');
    await page.getByRole('textbox', { name: 'Valor' }).press('Enter');
    await expect.poll(() => filter().inputValue()).toBe('metrics.auc > 0.8');
    await count('2 execuções');
    await picture(page, '22-filtro-formulario');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Formulário' }).click();
    await page.getByRole('button', { name: 'Limpar o filtro' }).first().click();
    await count('12 execuções');
  });

  it('orders by a metric, the greatest first, and moves a column by keys', async () => {
    const head = page.getByRole('columnheader', { name: /auc/ });
    await head.getByRole('button').click();
    await expect.poll(names).toEqual(expect.arrayContaining(['tentativa 11']));
    await expect.poll(async () => (await names())[0]).toBe('tentativa 11');
    await head.getByRole('button').click();
    await expect.poll(async () => (await names())[0]).toBe('tentativa 0');
    const heads = () => page.getByRole('columnheader').allTextContents();
    const place = (await heads()).findIndex((text) => text.includes('auc'));
    await head.getByRole('button').press('Alt+ArrowLeft');
    await expect.poll(async () => (await heads()).findIndex((text) => text.includes('auc'))).toBe(place - 1);
  });

  it('chooses columns and remembers them', async () => {
    await page.getByRole('button', { name: /^Colunas/ }).click();
    await page.getByRole('checkbox', { name: 'seed' }).setChecked(false);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('columnheader', { name: /seed/ }).count()).toBe(0);
    await page.waitForTimeout(1500); // it is kept a moment after the last change
    await page.reload();
    await row('tentativa 0').waitFor();
    expect(await page.getByRole('columnheader', { name: /seed/ }).count()).toBe(0);
    expect((await names())[0]).toBe('tentativa 0');
  });

  it('shows what a history came to beside its latest value, and orders by it', async () => {
    await page.getByRole('button', { name: /^Colunas/ }).click();
    await page.getByLabel('Qual valor da métrica').selectOption('max');
    await page.getByRole('checkbox', { name: 'treino/perda' }).check();
    await page.keyboard.press('Escape');
    await row('tentativa 4').getByText('0,2', { exact: true }).waitFor();
    const order = page
      .getByRole('columnheader', { name: /máximo/ })
      .getByRole('button')
      .first();
    await order.click();
    await order.click();
    await expect.poll(async () => (await names())[0]).toBe('tentativa 11');
    await order.click();
    await order.click();
    await expect.poll(async () => (await names())[0]).toBe('tentativa 0');
  });

  it('groups by a param with mean and deviation', async () => {
    await page.getByRole('combobox', { name: 'Agrupar por' }).click();
    await page.getByRole('option', { name: 'modelo', exact: true }).click();
    await row('floresta').getByText('4 execuções').waitFor();
    // 0.5, 0.6, 0.7 and 0.8
    await row('floresta').getByText('0,65').waitFor();
    await row('floresta').getByText('± 0,1291').waitFor();
    await picture(page, '23-grupos');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Agrupar por' }).click();
    await page.getByRole('option', { name: 'Sem grupos' }).click();
    await row('tentativa 0').waitFor();
  });

  it('compares a stretch of runs chosen by keys: differences, curves, relations', async () => {
    await row('tentativa 0').focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+ArrowDown');
    await count('4 selecionadas');
    await page.getByRole('button', { name: 'Comparar' }).click();
    const table = page.getByRole('table', { name: 'Comparação' });
    await table.getByText('taxa de aprendizado').waitFor();
    expect(await table.getByRole('row').count()).toBe(6);
    await page.getByRole('button', { name: 'Ocupar a página' }).click();
    await picture(page, '24-comparar');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Curvas' }).click();
    await page.locator('canvas').first().waitFor();
    await picture(page, '25-curvas');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('figure', { name: 'Gráfico de treino/perda' }).focus();
    await page.keyboard.press('t');
    await page.getByRole('table', { name: 'treino/perda' }).getByRole('columnheader', { name: 'passo' }).waitFor();
    await page.getByRole('tab', { name: 'Relações' }).click();
    for (const kind of ['Dispersão', 'Contorno', 'Caixas', 'Barras', 'Coordenadas paralelas']) {
      await page.getByText(kind, { exact: true }).first().click();
      await page.getByRole('figure').waitFor();
    }
    await picture(page, '26-relacoes');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Fechar a comparação' }).click();
    await page.getByRole('button', { name: 'Limpar seleção' }).click();
  });

  it('takes the table away, with what a spreadsheet would run made harmless', async () => {
    await page.getByRole('button', { name: 'Exportar' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^CSV para planilha/ }).click()]);
    const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(lines[0]).toContain('execução;id;');
    expect(lines.filter((line) => line !== '')).toHaveLength(15);
    expect(lines.some((line) => line.startsWith("'=1+1;"))).toBe(true);
    expect(lines.find((line) => line.startsWith('tentativa 3;') || line.startsWith('tentativa 6;'))).toContain('0,7');
    await page.keyboard.press('Escape');
  });

  it('puts runs in the trash and brings them back', async () => {
    await row('tentativa 0').locator('td').first().click();
    await page.getByRole('button', { name: 'Apagar', exact: true }).click();
    await count('11 execuções');
    await page.getByRole('link', { name: 'Lixeira' }).click();
    await page.getByText('1 execução e nenhum experimento').waitFor();
    await row('tentativa 0').locator('td').first().click();
    await picture(page, '27-lixeira');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Restaurar' }).click();
    await page.getByText('A lixeira está vazia').waitFor();
  });

  it('makes an experiment and teaches the way to its first run', async () => {
    await page.getByRole('button', { name: 'Novo experimento' }).click();
    await page.getByRole('textbox', { name: 'Nome', exact: true }).fill('Outra pergunta');
    await page.getByRole('button', { name: 'Criar' }).click();
    await page.getByRole('heading', { name: 'Outra pergunta' }).waitFor();
    await page.getByText('Registrar com o seu Python').waitFor();
    await picture(page, '28-experimento-vazio');
    expect(await violations(page)).toEqual([]);
  });

  it('met no error on the way', () => expect(failures).toEqual([]));
});
