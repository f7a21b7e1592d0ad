/**
 * A run logged by an MLflow client, looked at and registered in real Chromium: its numbers, curves and artifacts of each kind, a model promoted through
 * the gate and brought back; and a run of a pipeline done again from its recipe. Pictures in test-results/screens.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '../../src-main/lab.ts';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';
import { bancada } from '../support/cli.ts';
import { mlflowClient } from '../support/mlflow-client.ts';

const slow = 90_000;
const mlmodel = `artifact_path: modelo
flavors:
  python_function: { loader_module: mlflow.sklearn, python_version: 3.11.7 }
  sklearn: { sklearn_version: 1.5.2 }
mlflow_version: 2.22.0
signature:
  inputs: '[{"type": "double", "name": "atraso", "required": true}]'
  outputs: '[{"type": "long", "required": true}]'
`;
const page = `<!doctype html><h1>Relatório</h1><script>document.querySelector('h1').textContent = 'o script rodou'</script>`;
const dot = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (letter) =>
  letter.charCodeAt(0),
);

/** What a person's own Python would leave: a run with curves, files of every kind, a model and the data that it saw. */
async function seed(home: string): Promise<string> {
  const lab = await openLab({ home });
  const server = await lab.mlflow.serve({ port: 0, token: null });
  try {
    const client = mlflowClient(server.url);
    const run = await client.run('voos', 'treino da Ana', { 'mlflow.source.name': 'treino.py', 'mlflow.source.git.commit': 'f00ba4' });
    const at = Date.now();
    await client.post('runs/log-batch', {
      run_id: run.runId,
      params: Array.from({ length: 12 }, (_, i) => ({ key: `hiper_${i}`, value: String(i / 10) })),
      metrics: [
        { key: 'roc_auc', value: 0.91, timestamp: at, step: 0 },
        ...Array.from({ length: 50 }, (_, step) => ({ key: 'treino/perda', value: 1 / (step + 1), timestamp: at + step, step })),
        { key: 'system/cpu', value: 12.5, timestamp: at, step: 0 },
      ],
    });
    await client.post('runs/log-inputs', {
      run_id: run.runId,
      datasets: [
        {
          tags: [{ key: 'mlflow.data.context', value: 'treino' }],
          dataset: {
            name: 'atrasos',
            digest: 'abc123',
            source_type: 'http',
            source: '{"url": "https://example.com/atrasos.csv"}',
            schema: '{"mlflow_colspec": [{"type": "double", "name": "atraso", "required": true}]}',
            profile: '{"num_rows": 333, "num_elements": 666}',
          },
        },
      ],
    });
    const files: Record<string, string | Uint8Array<ArrayBuffer>> = {
      'modelo/MLmodel': mlmodel,
      'modelo/requirements.txt': 'scikit-learn==1.5.2\n',
      'saidas/dados.csv': 'ano,valor\n2007,1.5\n2008,2.25\n',
      'saidas/config.json': '{"camadas": [64, 32], "nome": "rede"}',
      'saidas/figura.png': dot,
      'saidas/notas.md': '# Notas\n\nDeu **certo**.',
      'saidas/relatorio.html': page,
    };
    for (const [path, content] of Object.entries(files)) await client.upload(run, path, content);
    return run.runId;
  } finally {
    await server.close();
    await lab.close();
  }
}

describe.skipIf(noBrowser !== '')(`a run and its model${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'bancada-models-'));
  let runId: string;
  let host: WebHost;
  let browser: Browser;
  let tab: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    expect((await bancada(home)('run', '01-monolitica', '--solution', 'reference', '--engine', 'process')).code).toBe(0);
    runId = await seed(home);
    host = await startWeb(home);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', reducedMotion: 'reduce' });
    tab = await context.newPage();
    tab.setDefaultTimeout(20_000);
    tab.on('pageerror', (error) => failures.push(error.message));
    tab.on('console', (message) => {
      // The script of the page that is shown isolated is refused aloud: that is what the test wants.
      if (message.type() === 'error' && !/ERR_NETWORK_CHANGED|preload|about:srcdoc/.test(message.text())) failures.push(message.text());
    });
    await tab.goto(host.url);
    await tab.getByRole('heading', { level: 1 }).first().waitFor();
  }, slow * 2);

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  const go = (hash: string) => tab.evaluate(`location.hash = ${JSON.stringify(`#${hash}`)}`);
  const openTab = (name: RegExp) => tab.getByRole('tab', { name }).click();
  const file = (name: string) => tab.getByRole('navigation', { name: 'Artefatos' }).getByRole('button', { name }).click();
  const main = () => tab.getByRole('main');

  it('shows what went in and what came out, and finds a param by its name', async () => {
    await go(`/experimentos/execucao/${runId}`);
    await tab.getByRole('heading', { name: 'treino da Ana' }).waitFor();
    await main().getByText('0,91', { exact: true }).waitFor();
    await tab.getByRole('textbox', { name: 'Procurar em Parâmetros' }).fill('hiper_7');
    await main().getByText('0.7', { exact: true }).waitFor();
    expect(await main().getByText('hiper_3').count()).toBe(0);
    await picture(tab, '20-execucao');
    expect(await violations(tab)).toEqual([]);
  });

  it('takes another name, a tag and a note, is deleted and brought back', async () => {
    await tab.getByRole('button', { name: 'Renomear' }).click();
    await tab.getByRole('textbox', { name: 'Novo nome da execução' }).fill('treino da Bia');
    await tab.getByRole('button', { name: 'Salvar' }).click();
    await tab.getByRole('heading', { name: 'treino da Bia' }).waitFor();
    await tab.getByRole('textbox', { name: 'nome', exact: true }).fill('equipe');
    await tab.getByRole('textbox', { name: 'valor', exact: true }).fill('dados');
    await tab.getByRole('button', { name: 'Adicionar' }).click();
    await tab.getByRole('button', { name: 'Retirar a tag equipe' }).waitFor();
    await tab.getByRole('button', { name: 'Editar: Nota' }).click();
    await tab.getByRole('textbox', { name: 'Nota' }).fill('Foi **melhor**.');
    await tab.keyboard.press('Control+Enter');
    await main().locator('strong', { hasText: 'melhor' }).waitFor();
    await tab.getByRole('button', { name: 'Mais ações' }).click();
    await tab.getByRole('menuitem', { name: 'Apagar' }).click();
    await tab.getByRole('alertdialog').getByRole('button', { name: 'Apagar' }).click();
    await main().getByText('Esta execução está na lixeira.').waitFor();
    expect(await tab.getByRole('button', { name: 'Retirar a tag equipe' }).isDisabled()).toBe(true);
    await main().getByRole('button', { name: 'Restaurar' }).click();
    await expect.poll(() => main().getByText('Esta execução está na lixeira.').count()).toBe(0);
  });

  it('takes its metrics away as a spreadsheet and as text', async () => {
    const take = async (form: RegExp) => {
      await tab.getByRole('button', { name: 'Exportar' }).click();
      const [taken] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('menuitem', { name: form }).click()]);
      return { name: taken.suggestedFilename(), content: readFileSync(await taken.path(), 'utf8') };
    };
    const sheet = await take(/XLSX/);
    expect(sheet.name).toMatch(/^treino-da-Bia-.*\.xlsx$/);
    expect(sheet.content.startsWith('PK')).toBe(true);
    const text = await take(/vírgula decimal/);
    expect(text.content).toContain('chave;passo;instante;valor\r\n');
    expect(text.content.split('\r\n').filter((line) => line.startsWith('treino/perda;'))).toHaveLength(50);
    expect(text.content).toMatch(/treino\/perda;1;[^;]+;0,5\r/);
  });

  it('draws curves by their prefix, and says what has one value', async () => {
    await openTab(/^Gráficos/);
    await tab.getByRole('figure', { name: /perda/ }).locator('canvas').waitFor();
    await main().getByText('Uma métrica tem um valor só:').waitFor();
    await picture(tab, '21-graficos');
    await openTab(/^Sistema/);
    await main().getByText('12,5', { exact: true }).waitFor();
  });

  it('shows each kind of artifact in its own way', async () => {
    await openTab(/^Artefatos/);
    await file('saidas');
    await file('dados.csv');
    await tab.getByRole('button', { name: 'ano · inteiro' }).waitFor();
    await tab.getByRole('cell', { name: '2,25' }).waitFor();
    await file('config.json');
    await main().getByText('"rede"').waitFor();
    await file('figura.png');
    await tab.getByRole('img', { name: 'saidas/figura.png' }).waitFor();
    await file('notas.md');
    await main().getByRole('heading', { name: 'Notas', exact: true }).waitFor();
    await picture(tab, '22-artefatos');
    expect(await violations(tab)).toEqual([]);
  });

  it('shows a page without letting any script of it run', async () => {
    await file('relatorio.html');
    const frame = tab.frameLocator('iframe[title="saidas/relatorio.html"]');
    await frame.getByRole('heading').waitFor();
    expect(await frame.getByRole('heading').textContent()).toBe('Relatório');
    expect(await tab.locator('iframe').getAttribute('sandbox')).toBe('');
  });

  it('takes a folder away as one archive', async () => {
    await file('modelo');
    const [taken] = await Promise.all([tab.waitForEvent('download'), tab.getByTestId('download').click()]);
    expect(taken.suggestedFilename()).toBe('modelo.zip');
    const archive = readFileSync(await taken.path(), 'latin1');
    expect(archive.startsWith('PK')).toBe(true);
    for (const name of ['modelo/MLmodel', 'modelo/requirements.txt', 'scikit-learn==1.5.2']) expect(archive).toContain(name);
  });

  it('says which data went in and how to have the run again', async () => {
    await openTab(/^Dados/);
    await main().getByText('333', { exact: true }).waitFor();
    await openTab(/^Reproduzir/);
    await main().getByText('git checkout f00ba4').waitFor();
    await main().getByText('scikit-learn==1.5.2').waitFor();
    await picture(tab, '23-reproduzir');
  });

  const register = async (version: string) => {
    await go(`/experimentos/execucao/${runId}/artefatos`);
    await file('modelo');
    await tab.getByRole('combobox', { name: 'Nome do modelo' }).fill('voos');
    await tab.getByTestId('register').click();
    await tab.getByRole('heading', { name: `Versão ${version}` }).waitFor();
  };
  const champion = async () => (await bancada(home)('models')).json.models.find(({ name }: { name: string }) => name === 'voos').aliases.champion;

  it(
    'registers the model, and the gate lets it pass once it says what it is for',
    async () => {
      await register('1');
      await main().getByText('a Bancada ainda não serve modelos do Python').waitFor();
      await tab.getByRole('button', { name: 'Promover a @champion' }).click();
      await tab.getByTestId('force').waitFor();
      expect(await tab.getByTestId('gate-description').getAttribute('data-ok')).toBe('false');
      expect(await tab.getByTestId('gate-dataset').getAttribute('data-ok')).toBe('true');
      await tab.getByRole('button', { name: 'Cancelar' }).click();
      await tab.getByRole('article').getByRole('button', { name: 'Editar: Descrição' }).click();
      await tab.getByRole('textbox', { name: 'Descrição' }).fill('Diz se um voo atrasa.');
      await tab.getByRole('button', { name: 'Salvar' }).click();
      await tab.getByRole('button', { name: 'Promover a @champion' }).click();
      await tab.getByTestId('promote').waitFor();
      await picture(tab, '24-portao');
      expect(await violations(tab)).toEqual([]);
      await tab.getByTestId('promote').click();
      await main().getByText('dado à versão 1').waitFor();
      expect(await champion()).toBe('1');
    },
    slow,
  );

  it(
    'asks for a reason to pass by the gate, keeps it, and goes back with one press',
    async () => {
      await register('2');
      await tab.getByRole('button', { name: 'Promover a @champion' }).click();
      expect(await tab.getByTestId('force').isDisabled()).toBe(true);
      await tab.getByRole('textbox', { name: 'Por quê' }).fill('urgente');
      await tab.getByTestId('force').click();
      await main().getByText('Sem passar em: Descrição presente').waitFor();
      await main().getByText('urgente').waitFor();
      expect(await champion()).toBe('2');
      await tab.getByRole('button', { name: 'Voltar @champion para 1' }).click();
      await main().getByText('movido da versão 2 para a 1').waitFor();
      expect(await champion()).toBe('1');
      await picture(tab, '25-volta');
    },
    slow,
  );

  it('compares versions side by side, and finds the model in plain words and in the grammar', async () => {
    await tab.getByRole('checkbox', { name: 'Comparar a versão 1' }).check();
    await tab.getByRole('checkbox', { name: 'Comparar a versão 2' }).check();
    await tab.getByRole('heading', { name: 'Versões 1, 2' }).waitFor();
    await picture(tab, '26-versoes');
    await go('/modelos');
    await tab.getByRole('textbox', { name: 'Nome contém' }).fill('OO');
    await tab.getByRole('link', { name: 'voos' }).waitFor();
    await main().getByText('Filtro MLflow').click();
    await tab.getByRole('textbox', { name: /gramática/ }).fill("name = 'nada'");
    await main().getByText('Nenhum modelo corresponde à busca').waitFor();
    expect(await violations(tab)).toEqual([]);
  });

  it(
    'does a run of a pipeline again, with the code as it was',
    async () => {
      const { trackingRunId, ...first } = (await bancada(home)('runs')).json.runs[0];
      await go(`/experimentos/execucao/${trackingRunId}/reproduzir`);
      await tab.getByTestId('reproduce').click();
      // “Concluído” may still be that of the first run.
      const last = async () => (await bancada(home)('runs')).json.runs[0];
      await expect.poll(async () => (await last()).runId, { timeout: slow }).not.toBe(first.runId);
      await expect.poll(async () => (await last()).status, { timeout: slow }).toBe('succeeded');
      expect((await last()).metrics).toEqual(first.metrics);
      await tab.getByText('Concluído').first().waitFor({ timeout: slow });
    },
    slow,
  );

  it('met no error on the way', () => expect(failures).toEqual([]));
});
