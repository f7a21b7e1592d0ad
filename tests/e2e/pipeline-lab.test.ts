/**
 * A pipeline looked at from near in real Chromium: where its time went, looks into its files, two runs compared, run again by choice, paused and edited by
 * hand, frozen, and its pipeline.yaml written with the core's own schema. Pictures in test-results/screens.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser, picture, startWeb, violations, type WebHost } from '../support/browser.ts';
import { bancada } from '../support/cli.ts';

const slow = 120_000;
const pipeline = '03-pipelines';
const program = (body: string) => `import { step } from '@bancada/sdk';\nawait step(async (lab) => {\n${body}\n});\n`;

const code: Record<string, string> = {
  'pipeline.yaml': `name: laboratorio
params:
  fator: { type: integer, default: 2 }
steps:
  - id: dados
    run: dados.ts
    outputs: [linhas.csv, notas.jsonl]
  - id: rapido
    run: soma.ts
    inputs: { linhas: dados.linhas }
    outputs: [soma.json]
    params: { fator: "\${params.fator}" }
  - id: lento
    run: lento.ts
    inputs: { linhas: dados.linhas }
    outputs: [modelo/]
  - id: fim
    run: fim.ts
    inputs: { soma: rapido.soma, modelo: lento.modelo }
    outputs: [fim.json]
`,
  'dados.ts': program(
    "lab.output('linhas').rows([{ voo: 'A1', atraso: 12 }, { voo: 'B2', atraso: 3 }]);\nlab.output('notas').rows([{ nota: 1, texto: 'boa' }]);",
  ),
  'soma.ts': program(
    "const soma = lab.input('linhas').rows().reduce((all, row) => all + row.atraso, 0) * lab.params.fator;\nlab.metric('soma', soma);\nlab.output('soma').json({ soma });",
  ),
  'lento.ts': `import { step, trainClassifier } from '@bancada/sdk';
await step(async (lab) => {
  for (let i = 0; i < 8; i++) {
    lab.metric('perda', 1 / (i + 1), i);
    await new Promise((done) => setTimeout(done, 60));
  }
  const linhas = [0, 1, 2, 3].map((x) => ({ x, y: x % 2 ? 'a' : 'b' }));
  lab.output('modelo').model(await trainClassifier(linhas, { algorithm: 'majority', target: 'y', numeric: ['x'] }));
});
`,
  'fim.ts': program("lab.output('fim').json(lab.input('soma').json());"),
};

describe.skipIf(noBrowser !== '')(`a pipeline from near${noBrowser && ` (skipped: ${noBrowser})`}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'bancada-pipeline-'));
  const cli = bancada(home);
  const workspace = join(home, 'workspaces', pipeline);
  const runs: string[] = [];
  let host: WebHost;
  let browser: Browser;
  let tab: Page;
  const failures: string[] = [];

  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
  };
  const run = async (...options: string[]) => {
    const { code: exit, json, stderr } = await cli('run', pipeline, '--engine', 'process', ...options);
    expect(exit, stderr).toBe(0);
    return json.runId as string;
  };

  beforeAll(async () => {
    write(code);
    runs.push(await run());
    write({ 'soma.ts': `// outro\n${code['soma.ts']}` });
    runs.push(await run('--param', 'fator=3'));
    host = await startWeb(home);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR', reducedMotion: 'reduce' });
    tab = await context.newPage();
    tab.setDefaultTimeout(20_000);
    tab.on('pageerror', (error) => failures.push(error.message));
    tab.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_NETWORK_CHANGED|preload/.test(message.text())) failures.push(message.text());
    });
    await tab.goto(host.url);
    await tab.getByRole('heading', { level: 1 }).first().waitFor();
  }, slow);

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  const go = (hash: string) => tab.evaluate(`location.hash = ${JSON.stringify(`#${hash}`)}`);
  const main = () => tab.getByRole('main');
  const openRun = async (runId: string) => {
    await go(`/laboratorio/${runId}`);
    await main().getByTestId('dag').waitFor();
  };
  const choose = (id: string) => main().locator(`[data-step="${id}"]`).click();

  it('says where the time of a run went, and what would have made it shorter', async () => {
    await openRun(runs[0]!);
    const list = main().getByRole('listbox', { name: 'Linha do tempo dos passos' });
    await list.getByRole('option', { name: /^lento: Concluído; .*no caminho crítico/ }).waitFor();
    expect(await list.getByRole('option').count()).toBe(4);
    await list.focus();
    for (const key of ['ArrowDown', 'ArrowDown', '+', '+', 'ArrowRight', 'Enter']) await tab.keyboard.press(key);
    await main().getByRole('heading', { name: 'lento' }).waitFor();
    expect(await main().getByRole('button', { name: 'Ver tudo' }).isEnabled()).toBe(true);
    await list.focus();
    await tab.keyboard.press('0');
    expect(await main().getByRole('button', { name: 'Ver tudo' }).isDisabled()).toBe(true);
    await picture(tab, '50-linha-do-tempo');
    await tab.getByRole('tab', { name: 'Caminho crítico' }).click();
    await main()
      .getByTestId('critical')
      .getByText(/^Sem \w+, a execução levaria/)
      .waitFor();
    expect(await main().locator('[data-step="rapido"]').getAttribute('data-critical')).toBeNull();
    expect(await main().locator('[data-step="lento"]').getAttribute('data-critical')).toBe('true');
    await picture(tab, '51-caminho-critico');
    expect(await violations(tab)).toEqual([]);
  });

  it('looks into what a step read and left: a table, a text, a folder, curves', async () => {
    await openRun(runs[0]!);
    await choose('dados');
    await main().getByTestId('step-outputs').getByRole('button', { name: 'linhas.csv' }).click();
    const sheet = tab.getByRole('dialog');
    await sheet.getByRole('columnheader', { name: 'atraso' }).waitFor();
    await sheet.getByRole('cell', { name: 'B2' }).waitFor();
    await picture(tab, '52-tabela');
    expect(await violations(tab)).toEqual([]);
    await tab.keyboard.press('Escape');
    await choose('fim');
    await main().getByTestId('step-inputs').getByRole('button', { name: 'soma' }).click();
    await tab.getByRole('dialog').getByText('"soma": 30').waitFor();
    await tab.keyboard.press('Escape');
    await choose('lento');
    await main().getByRole('figure').first().waitFor();
    await picture(tab, '53-curva');
  });

  it('compares two runs: what changed, what it cost', async () => {
    await openRun(runs[1]!);
    await tab.getByRole('button', { name: 'Comparar' }).click();
    await tab.getByRole('menuitem').first().click();
    await tab.getByRole('heading', { name: 'Comparar execuções' }).waitFor();
    await main().getByTestId('compare-changes').getByText('fator').waitFor();
    await main().getByText('soma.ts').waitFor();
    await main().getByText('+15', { exact: true }).waitFor();
    await picture(tab, '54-comparar');
    expect(await violations(tab)).toEqual([]);
    await go('/laboratorio');
    const boxes = tab.getByRole('checkbox', { name: /^Escolher/ });
    await boxes.nth(1).waitFor();
    for (const at of [0, 1]) await boxes.nth(at).check();
    await tab.getByRole('button', { name: 'Comparar (2 de 2)' }).click();
    await tab.getByRole('heading', { name: 'Comparar execuções' }).waitFor();
  });

  it('chooses what to run again beside its plan, and says why a step ran', async () => {
    await openRun(runs[1]!);
    await choose('rapido');
    await main().getByTestId('step-why').getByText('Mudou algo de que o passo depende.').waitFor();
    await main().getByTestId('step-why').getByText('fator', { exact: true }).waitFor();
    await picture(tab, '55-por-que');
    expect(await violations(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Escolher o que rodar de novo' }).click();
    await tab.getByRole('menuitem', { name: 'A partir de um passo…' }).click();
    const plan = tab.getByTestId('rerun-plan');
    await plan.getByRole('row', { name: /dados mantém/ }).waitFor();
    await plan.getByRole('row', { name: /rapido roda/ }).waitFor();
    await tab.getByRole('textbox', { name: 'fator' }).fill('5');
    await plan.getByRole('row', { name: /rapido roda/ }).waitFor();
    await picture(tab, '56-rodar-de-novo');
    expect(await violations(tab)).toEqual([]);
    await tab.getByRole('dialog').getByRole('button', { name: 'Rodar de novo' }).click();
    await main().getByText('Origem').waitFor();
    await expect.poll(() => main().locator('[data-step="fim"]').getAttribute('data-status'), { timeout: 20_000 }).toMatch(/succeeded|cached/);
    await choose('dados');
    await main().getByTestId('step-why').getByText('O resultado foi mantido da execução de origem.').waitFor();
  });

  it('pauses before a step, edits what it is given, goes on, and keeps the mark', async () => {
    const paused = await cli('run', pipeline, '--engine', 'process', '--no-cache', '--pause-before', 'rapido');
    expect(paused.json).toMatchObject({ status: 'paused', paused: ['rapido'] });
    const { runId } = paused.json;
    await openRun(runId);
    await main().getByTestId('paused').getByRole('button', { name: 'rapido' }).click();
    const panel = main().getByTestId('step-debug');
    await panel.getByText('Contexto que o programa lê').click();
    await panel.getByText('"mode": "step"').waitFor();
    await panel.getByRole('textbox', { name: 'fator' }).fill('10');
    await panel.getByRole('button', { name: 'Usar', exact: true }).click();
    await panel.getByText('era 2').waitFor();
    await panel.getByRole('button', { name: 'Editar a entrada linhas' }).click();
    const editor = tab.getByRole('dialog').getByRole('textbox');
    await editor.fill('voo,atraso\nZ9,100\n');
    await picture(tab, '57-editar-entrada');
    expect(await violations(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Usar esta versão' }).click();
    await panel.getByText('editada à mão').waitFor();
    await picture(tab, '58-pausado');
    expect(await violations(tab)).toEqual([]);
    await main().getByTestId('paused').getByRole('button', { name: 'Próximo passo' }).click();
    await main().getByTestId('paused').getByRole('button', { name: 'fim' }).waitFor();
    await main().getByTestId('paused').getByRole('button', { name: 'Continuar' }).click();
    await expect.poll(() => main().locator('[data-step="fim"]').getAttribute('data-status'), { timeout: 20_000 }).toBe('succeeded');
    await main().getByText('O que este passo recebeu foi editado à mão nesta execução.').waitFor();
    await main().getByTestId('step-why').getByText('O que ele recebe foi mudado à mão').waitFor();
    await main().getByTestId('step-outputs').getByRole('button', { name: 'soma.json' }).click();
    await tab.getByRole('dialog').getByText('"soma": 1000').waitFor();
    await tab.keyboard.press('Escape');
    await picture(tab, '59-editado');
  });

  it('freezes a step at its last good result, in pipeline.yaml, and thaws it', async () => {
    await openRun(runs[1]!);
    await choose('dados');
    await main().getByRole('button', { name: 'Usa o cache' }).click();
    await picture(tab, '60-congelar');
    await tab.getByRole('menuitem', { name: 'Congelar no último resultado bom' }).click();
    await main().getByRole('button', { name: 'Congelado' }).waitFor();
    expect(readFileSync(join(workspace, 'pipeline.yaml'), 'utf8')).toContain('  - id: dados\n    cache: frozen\n');
    write({ 'dados.ts': code['dados.ts']!.replace('12', '99') });
    const frozen = await run();
    await openRun(frozen);
    await main().locator('[data-step="dados"] [data-mark="frozen"]').waitFor();
    await choose('dados');
    await main().getByTestId('step-why').getByText('O passo está congelado: o último resultado bom foi usado.').waitFor();
    await picture(tab, '61-congelado');
    expect((await cli('thaw', pipeline, 'dados')).code).toBe(0);
    expect(readFileSync(join(workspace, 'pipeline.yaml'), 'utf8')).toBe(code['pipeline.yaml']);
  });

  it(
    'writes pipeline.yaml with fields offered and explained, its fault at its line, and the graph drawn as one types',
    async () => {
      await go(`/arquiteturas/${pipeline}/desafio/pipeline.yaml`);
      const editor = tab.getByTestId('editor');
      // Coloured: Monaco knows the language by then, and how its lines are indented.
      await editor.locator('.view-line span[class^="mtk"]:not(.mtk1)').first().waitFor();
      await editor.locator('.view-line').last().click();
      await tab.keyboard.press('Control+End');
      // Each line is as deep as it has to be by itself.
      await tab.keyboard.type('  - id: extra\nrun: fim.ts\nneeds: [fim]\n');
      await main().locator('[data-step="extra"]').waitFor();
      await main().getByText('O desenho acompanha o pipeline.yaml').waitFor();
      await tab.keyboard.type('netw');
      await editor.page().locator('.suggest-widget').getByText('network', { exact: true }).first().waitFor();
      await picture(tab, '62-yaml-sugestao');
      await tab.keyboard.press('Escape');
      await tab.keyboard.type('orc: x');
      await editor.locator('.squiggly-error').first().waitFor();
      await main().getByText('O texto está errado: o desenho é o da última versão sem erro.').waitFor();
      expect(await main().locator('[data-step="extra"]').count()).toBe(1);
      await picture(tab, '63-yaml-erro');
      expect(await violations(tab)).toEqual([]);
      for (let i = 0; i < 'networc: x'.length; i += 1) await tab.keyboard.press('Backspace');
      await expect.poll(() => main().getByText('O desenho acompanha o pipeline.yaml').count()).toBe(1);
      await main().locator('[data-step="rapido"]').click();
      await main().getByRole('button', { name: 'Pausar antes de rapido' }).click();
      await main().locator('[data-step="rapido"] [data-mark="breakpoint"]').waitFor();
      await editor.locator('[class*="breakpoint"]').first().waitFor();
      await picture(tab, '64-ponto-de-parada');
      expect(await violations(tab)).toEqual([]);
    },
    slow,
  );

  it('looks right in the dark and on a large screen', async () => {
    await tab.emulateMedia({ colorScheme: 'dark' });
    await tab.setViewportSize({ width: 1920, height: 1080 });
    await openRun(runs[1]!);
    await choose('lento');
    await picture(tab, '65-execucao-escura');
    expect(await violations(tab)).toEqual([]);
    await go(`/laboratorio/comparar/${runs[0]}/${runs[1]}`);
    await tab.getByRole('heading', { name: 'Comparar execuções' }).waitFor();
    await picture(tab, '66-comparar-escuro');
    expect(await violations(tab)).toEqual([]);
  });

  it('left no error behind', () => {
    expect(failures).toEqual([]);
  });
});
