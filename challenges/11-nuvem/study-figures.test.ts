/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

/** As the English text writes it; the Portuguese one swaps point and comma. */
const money = (usd: number) => usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenth = (value: number) => value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/11-nuvem/numeros.ts'], { cwd: root });
  const { date, starter, total, lines, endpoints, crossing, local, peakProcessors, permissions, comfort } = JSON.parse(stdout);
  const [site, parceiros, carteira] = endpoints;
  const line = (name: string) => lines[name] as { quantity: number; usd: number };
  const kept = ['armazenamento storage.standard', 'armazenamento registry.storage'].map(line);
  const row = (quantity: string, usd: number) => `${quantity} | ${money(usd)} |`;
  // Sentences round these, or say them in words.
  expect(date).toBe('2026-11-22');
  expect(peakProcessors).toBeGreaterThan(8);
  expect(Object.values(permissions)).toEqual([20, 11, 17, 11, 2]);
  expect([crossing.below, crossing.above].map((requests) => Math.round(requests / 1e6))).toEqual([48, 64]);
  expect([site.requestsPerMonth / 1e6, parceiros.requestsPerMonth / 100].map(Math.round)).toEqual([113, 29]);
  expect(Math.round(parceiros.requestsPerMonth / (730 / 24))).toBe(94);
  expect(Math.round(carteira.requestsPerMonth / (730 / 24) / 1e5)).toBe(5);
  quoted = [
    ...[starter, total].map((usd) => `**${money(usd)} USD**`),
    row(`${tenth(line('site hosting.ml.m5.large').quantity)} h`, line('site hosting.ml.m5.large').usd),
    row(`${tenth(line('site serverless.data').quantity)} GB`, line('site serverless.data').usd),
    row(`${tenth(line('site network.egress').quantity)} GB`, line('site network.egress').usd),
    row(`${tenth(line('carteira hosting.ml.c5.large').quantity)} h`, line('carteira hosting.ml.c5.large').usd),
    row(`${tenth(line('carteira network.egress').quantity)} GB`, line('carteira network.egress').usd),
    row(`${tenth(line('parceiros serverless.memory').quantity)} GB-s`, line('parceiros serverless.memory').usd),
    row(`${line('treino training.ml.m5.xlarge').quantity} h`, line('treino training.ml.m5.xlarge').usd),
    `${kept.reduce((sum, { quantity }) => sum + quantity, 0)} GB`,
    money(kept.reduce((sum, { usd }) => sum + usd, 0)),
    `**${money(site.byMode['always-on'])}** | ${money(site.byMode['scale-to-zero'])} |`,
    `${money(parceiros.byMode['always-on'])} | **${money(parceiros.byMode['scale-to-zero'])}** |`,
    `${money(carteira.byMode['always-on'])} | ${money(carteira.byMode['scale-to-zero'])} | **${money(carteira.byMode.batch)}** |`,
    tenth(parceiros.coldStartsPerDay),
    ...[local.brl, local.usd, comfort.total, ...Object.values<number>(comfort.groups)].map(money),
    money(comfort.groups.logging + comfort.groups.registry),
  ];
}, 60_000);

describe('the study text of 11', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference’s description costs (%s)', (language, file) => {
    const text = readFileSync(`${root}/architectures/11-nuvem/${file}`, 'utf8');
    const written = (figure: string) => (language === 'pt' ? figure.replaceAll(/[.,](?=\d)/g, (sign) => (sign === '.' ? ',' : '.')) : figure);
    expect(quoted.map(written).filter((figure) => !text.includes(figure))).toEqual([]);
  });
});
