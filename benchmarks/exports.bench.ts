/**
 * A workbook of 100,000 rows of ten columns (bar B19), each writer in a process of its own: ours, exceljs where it installs, XlsxWriter. Times are processor
 * time of the whole process, start included, so that a busy machine says little; openpyxl reads our cells back and they are compared.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median, ms, report } from './support/report.ts';

const rounds = 3;
const place = (name: string) => fileURLToPath(new URL(`./exports/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bancada-exports-'));
const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8', cwd: folder });

interface Taken {
  cpuMs: number;
  peakMb: number;
}

try {
  const npm = run('npm', 'install', '--no-audit', '--no-fund', '--silent', '--prefix', folder, 'exceljs@4.4.0').status === 0;
  run('python3', '-m', 'venv', join(folder, 'venv'));
  const python = join(folder, 'venv', 'bin', 'python');
  const pip = run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'XlsxWriter==3.3.1', 'openpyxl==3.1.5').status === 0;
  const ours = join(folder, 'ours.xlsx');
  const writers: Record<string, string[] | null> = {
    ours: [process.execPath, place('write.ts'), 'ours', ours],
    exceljs: npm ? [process.execPath, place('write.ts'), 'exceljs', join(folder, 'exceljs.xlsx'), folder] : null,
    XlsxWriter: pip ? [python, place('write.py'), 'write', join(folder, 'xlsxwriter.xlsx')] : null,
  };
  const taken = new Map<string, Taken[]>();
  for (let round = 0; round < rounds; round += 1)
    for (const [name, command] of Object.entries(writers)) {
      if (!command) continue;
      const { status, stdout, stderr } = run(...(command as [string, ...string[]]));
      if (status !== 0) throw new Error(`${name}: ${stderr.slice(-400)}`);
      taken.set(name, [...(taken.get(name) ?? []), JSON.parse(stdout.trim().split('\n').at(-1)!) as Taken]);
    }
  const of = (name: string, what: keyof Taken) => median((taken.get(name) ?? []).map((each) => each[what]));
  const mine = of('ours', 'cpuMs');
  const figures: Figure[] = [
    {
      id: 'B19',
      what: 'peak memory of 100,000 rows × 10 as XLSX',
      ours: `${of('ours', 'peakMb').toFixed(0)} MB`,
      bar: '≤ 220 MB',
      met: of('ours', 'peakMb') <= 220,
    },
  ];
  for (const [name, times] of [
    ['exceljs', 6],
    ['XlsxWriter', 4],
  ] as const) {
    const ratio = of(name, 'cpuMs') / mine;
    figures.push(
      writers[name]
        ? {
            ...{ id: 'B19', what: `100,000 rows × 10 as XLSX, processor time, against ${name}`, ours: ms(mine) },
            against: `${ms(of(name, 'cpuMs'))}, ${of(name, 'peakMb').toFixed(0)} MB`,
            ...{ ratio: `${ratio.toFixed(1)}×`, bar: `≥ ${times}×`, met: ratio >= times },
          }
        : { id: 'B19', what: `against ${name}`, ours: ms(mine), against: 'does not install' },
    );
  }
  if (pip) {
    const { stdout } = run(python, place('write.py'), 'compare', ours);
    figures.push({ id: 'B19', what: 'cells that openpyxl reads otherwise', ours: stdout.trim(), bar: '0', met: stdout.trim() === '0' });
  }
  report(figures, 'hucre was not run.');
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
