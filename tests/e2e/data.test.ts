/**
 * Data in real Chromium: a file is imported, its rows and profile are seen, a second version is compared with the first, tagged and made current, lineage is
 * followed from data to the model, and garbage is previewed and collected. Pictures in test-results/screens.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '../../src-main/lab.ts';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';

const rows = (count: number, price: (i: number) => number) =>
  `id,preco,bairro\n${Array.from({ length: count }, (_, i) => `${i},${price(i)},${['Centro', 'Sul', 'Norte'][i % 3]}`).join('\n')}\n`;

/** A run that read version 1, and what it registered and serves. */
async function lead(home: string): Promise<void> {
  const lab = await openLab({ home });
  try {
    const { digest } = lab.datasets.resolve('casas@v1');
    const { db } = lab.core.storage;
    db.prepare(
      `INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at, ended_at)
       VALUES ('r1casas', '03-pipelines', 'workspace', 'process', 'succeeded', '{}', '{"steps":[],"datasets":{}}', 1, 2)`,
    ).run();
    db.prepare("INSERT INTO step_runs (run_id, step_id, position, status) VALUES ('r1casas', 'ingestao', 0, 'succeeded')").run();
    db.prepare("INSERT INTO run_data VALUES ('r1casas', 'ingestao', 'bruto', 'casas@v1', ?)").run(digest);
    db.prepare("INSERT INTO registered_models (name, creation_time, last_updated_time, last_version) VALUES ('precos', 1, 1, 1)").run();
    db.prepare(
      `INSERT INTO model_versions (model, version, source, download_uri, run_id, algorithm, flavors, bytes, metrics, signature, input_example, creation_time, last_updated_time)
       SELECT id, 1, 'mlflow-artifacts:/x', 'mlflow-artifacts:/x', 'r1casas', '', '[]', 0, '{}', '[]', '{}', 1, 1 FROM registered_models WHERE name = 'precos'`,
    ).run();
  } finally {
    await lab.close();
  }
}

describe.skipIf(noBrowser !== '')(`data${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'bancada-data-'));
  const files = mkdtempSync(join(tmpdir(), 'bancada-files-'));
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  const file = (name: string, text: string) => {
    writeFileSync(join(files, name), text);
    return join(files, name);
  };

  async function bring(path: string, name: string | null, { message = '', tag = '' } = {}): Promise<void> {
    await page.getByTestId('import').click();
    const dialog = page.getByRole('dialog');
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByLabel('Arquivo', { exact: true }).click();
    await (await chooser).setFiles(path);
    if (name !== null) await dialog.getByLabel('Nome do conjunto').fill(name);
    await dialog.getByLabel('O que mudou').fill(message);
    await dialog.getByLabel('Tag').fill(tag);
    await dialog.getByRole('button', { name: 'Importar', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  beforeAll(async () => {
    host = await startWeb(home);
    browser = await launchBrowser();
    const context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    page = await context.newPage();
    page.on('pageerror', (error) => failures.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text());
    });
    await page.goto(host.url);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  it('teaches what to do while only the lab’s own data are there', async () => {
    await page.getByRole('link', { name: 'Dados' }).click();
    await page.getByRole('heading', { name: 'Traga os seus dados' }).waitFor();
    await page.getByText('penguins').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-empty');
  });

  it('imports a file and shows its rows and its profile', async () => {
    await bring(
      file(
        'casas.csv',
        rows(5000, (i) => 100 + (i % 50)),
      ),
      'casas',
      { message: 'primeira coleta', tag: 'bruto' },
    );
    await page.getByTestId('sample').waitFor();
    expect(await page.getByTestId('sample').textContent()).toContain('Centro');
    expect(await page.getByTestId('data-version').textContent()).toContain('5.000 linhas, 3 colunas');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-sample');
    await page.getByTestId('sample').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.getByTestId('sample').getByText('4999', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Perfil' }).click();
    await page.getByTestId('profile').getByText('bairro').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-profile');
  });

  it('compares a second version with the first, by whole rows and by key', async () => {
    await bring(
      file(
        'casas.csv',
        rows(5100, (i) => 130 + (i % 70)),
      ),
      null,
      { message: 'reajuste' },
    );
    await page.getByRole('heading', { name: 'Versão 2' }).waitFor();
    for (const version of [1, 2]) await page.getByLabel(`Comparar a versão ${version}`).click();
    const diff = page.getByTestId('data-diff');
    await diff.getByText('Linhas: de 5.000 para 5.100').waitFor();
    await diff.getByLabel('Colunas que identificam uma linha').click();
    await page.getByRole('option', { name: 'id' }).click();
    await page.keyboard.press('Escape');
    await diff.getByText('alteradas', { exact: true }).waitFor();
    expect(await diff.textContent()).toMatch(/acrescentadas100\D/);
    expect(await diff.textContent()).toContain('mudou muito');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-diff');
    await page.getByRole('button', { name: 'Fechar a comparação' }).click();
  });

  it('tags, makes current, throws away and brings back', async () => {
    await page.getByLabel('Nome da tag').fill('validado');
    await page.getByRole('button', { name: 'Dar a esta versão' }).click();
    await page.getByTestId('data-version').getByText('@validado').waitFor();
    await page.getByRole('row', { name: /v1/ }).click();
    await page.getByRole('button', { name: 'Tornar atual' }).click();
    await page.getByRole('button', { name: 'Tornar atual' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /v2/ }).click();
    await page.getByRole('heading', { name: 'Versão 2' }).waitFor();
    await page.getByRole('button', { name: 'Pôr na lixeira' }).click();
    await page.getByRole('button', { name: 'Tirar da lixeira' }).click();
    await page.getByRole('button', { name: 'Pôr na lixeira' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByTestId('download').click();
    expect(readFileSync((await (await download).path())!, 'utf8')).toBe(rows(5100, (i) => 130 + (i % 70)));
  });

  it('draws how columns go together, by keyboard too', async () => {
    await page.getByRole('tab', { name: 'Correlações' }).click();
    await page.getByRole('grid', { name: 'Pearson' }).locator('[data-cell="0,0"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByTestId('relation').textContent()).toMatch(/^id e preco: .* em 5\.100 linhas/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-relations');
    await page.keyboard.press('t');
    await page.getByTestId('relations').getByText('Linhas com as duas').waitFor();
  });

  it('tries expectations on every version before they are accepted, and keeps them where a pipeline finds them', async () => {
    await page.getByRole('link', { name: 'Expectativas' }).click();
    // Proposed by version 1, the current one: of version 2, where prices rose, a part would have been stopped.
    const prices = page.getByRole('row', { name: /os valores de preco ficam entre/ });
    await prices.locator('[data-state="fails"][data-cell$=",0"]').waitFor();
    await prices.locator('[data-state="holds"][data-cell$=",1"]').waitFor();
    await page.getByRole('button', { name: /^Alterar: os valores de preco/ }).click();
    await page.getByRole('textbox', { name: 'Máximo' }).fill('300');
    await prices.locator('[data-state="holds"][data-cell$=",0"]').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-expectations');
    await page.getByTestId('save-suite').locator('select').selectOption('03-pipelines');
    await page.getByRole('button', { name: 'Guardar 1 expectativa' }).click();
    await page.getByText('expectativas/casas.yaml está na pasta').waitFor();
    expect(readFileSync(join(home, 'workspaces', '03-pipelines', 'expectativas', 'casas.yaml'), 'utf8')).toContain('max_value: 300');
    await page.getByRole('link', { name: 'Voltar às versões' }).click();
  });

  it('follows the lineage from data to the model, and each thing opens its page', async () => {
    await lead(home);
    await page.getByRole('row', { name: /v1/ }).click();
    await page.getByRole('link', { name: 'Linhagem' }).click();
    const graph = page.getByTestId('lineage');
    for (const name of ['casas v1', 'ingestao r1casas', '03-pipelines r1casas', 'precos v1']) await graph.getByTitle(name, { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'lineage');
    await graph.getByTitle('precos v1', { exact: true }).click();
    await page.getByRole('heading', { name: 'precos' }).waitFor();
    await page.getByRole('link', { name: 'Ver a linhagem inteira' }).click();
    await page.getByTestId('lineage').getByTitle('casas v1', { exact: true }).click();
    await page.getByRole('heading', { name: 'casas', exact: true }).waitFor();
  });

  it('shows at once what another process does to the data', async () => {
    const other = await openLab({ home });
    try {
      await other.datasets.sets.setTag('casas', 1, 'de-fora');
      await page.getByRole('row', { name: /@de-fora/ }).waitFor();
    } finally {
      await other.close();
    }
  });

  it('says what a collection would take before it takes it', async () => {
    await page.getByRole('button', { name: 'Pôr todas as versões na lixeira' }).click();
    await page.getByTestId('gc').click();
    const preview = page.getByTestId('gc-preview');
    // The run still reads version 1.
    await preview.getByText('A apagar: 1 versão').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-gc');
    await page.getByTestId('gc-go').click();
    await page.getByText('1 versão apagada').waitFor();
  });

  it('imports a folder as one version, shows its files and tells what changed in them', async () => {
    const folder = join(files, 'fotos');
    mkdirSync(join(folder, 'gatos'), { recursive: true });
    const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    writeFileSync(join(folder, 'gatos', '1.png'), Buffer.from(image, 'base64'));
    writeFileSync(join(folder, 'rotulos.csv'), 'arquivo,classe\n1.png,gato\n');
    const bringFolder = async () => {
      await page.getByTestId('import').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Uma pasta').click();
      await dialog.locator('input[type=file]').setInputFiles(folder);
      await dialog.getByRole('button', { name: 'Importar', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await page.getByRole('link', { name: 'Dados', exact: true }).first().click();
    await bringFolder();
    await page.getByText('fotos/ com 2 arquivos').waitFor();
    await page.getByTestId('folder-files').getByText('gatos/1.png').click();
    await page.getByRole('dialog').getByRole('img', { name: 'gatos/1.png' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-folder');
    renameSync(join(folder, 'gatos', '1.png'), join(folder, 'gatos', 'um.png'));
    writeFileSync(join(folder, 'rotulos.csv'), 'arquivo,classe\num.png,gato\n');
    await bringFolder();
    await page.getByRole('heading', { name: 'Versão 2' }).waitFor();
    for (const version of [1, 2]) await page.getByLabel(`Comparar a versão ${version}`).click();
    const changes = page.getByTestId('diff-files');
    await changes.getByText('Acrescentados 0, removidos 0, alterados 1, movidos 1; iguais 0.').waitFor();
    expect(await changes.textContent()).toContain('gatos/1.png → gatos/um.png');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'data-folder-diff');
  });

  it('raised no error on the way', () => {
    expect(failures).toEqual([]);
  });
});
