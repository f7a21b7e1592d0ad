/** Words of `bancada cloud`, and its tables. */
import type { Bill, CloudApply, CloudProblem, Locale, PlanCost, PolicyEntry, PolicyReview, WhatIf } from '../../contract/index.ts';

const words = {
  'pt-BR': {
    cloud: 'nuvem gerenciada, simulada neste computador: planos, permissões, custos e a linguagem do SageMaker e da Vertex AI',
    check: 'confere um plano (nuvem.yaml)',
    apply: 'aplica um plano na simulação: treina, publica, agenda',
    down: 'encerra o que um projeto tem na simulação',
    review: 'compara as políticas de cada papel com o que o plano pede',
    role: 'só este papel',
    cost: 'conta do mês de um plano ou de um arquivo de quantidades',
    whatif: 'o custo de um endpoint para outros tráfegos, nos três modos',
    test: 'pergunta a uma política se ela permite uma ação num recurso',
    policy: 'arquivo da política; pode vir mais de uma vez',
    action: 'a ação, como s3:GetObject',
    resource: 'o recurso: um ARN ou o nome completo',
    context: 'chave=valor de uma condição; pode vir mais de uma vez',
    principal: 'o membro de quem valem as ligações (GCP)',
    prices: 'tabelas de preços, tráfego e deste computador',
    edit: 'põe no laboratório uma cópia sua de uma tabela',
    reset: 'volta à tabela que vem com o programa',
    call: 'uma chamada da API (SageMaker ou Vertex AI), com o JSON dela',
    as: 'como este papel do plano',
    plan: 'o plano das políticas',
    list: 'o que existe na simulação',
    calls: 'as últimas chamadas, com o que foi negado',
    serve: 'atende por HTTP em 127.0.0.1, para boto3, google-cloud-aiplatform, curl e outros clientes',
    port: 'porta',
    quota: 'máquina=quantas, no lugar da cota da tabela; pode vir mais de uma vez',
    simulated: '(simulado: nada sai deste computador e nada é cobrado)',
    fine: 'O plano está em ordem.',
    ok: 'só o que precisa',
    missing: 'falta',
    denied: 'negado por',
    unused: 'sobra',
    broad: 'amplo demais',
    invalid: 'não é política',
    also: 'deixa também',
    total: 'Total do mês',
    budget: (usd: string) => `Orçamento: ${usd} USD`,
    local: (brl: string, usd: string) => `Neste computador: ${brl} BRL (${usd} USD) por mês`,
    inEachMode: 'em cada modo:',
    coldStart: 'partida a frio:',
    ends: { running: 'em andamento', done: 'concluída', failed: 'parou', cancelled: 'cancelada', interrupted: 'interrompida' },
    cold: (n: string) => `${n} partidas a frio por dia`,
    overload: (n: string) => `${n} requisições por mês além do que max aguenta`,
    allowed: 'permitido por',
    implicit: 'negado: nenhuma política permite',
    edited: 'sua cópia',
    serving: (url: string, token: string) =>
      `SageMaker: ${url}\nVertex AI: ${url}/v1/projects/bancada/locations/us-central1\n  Authorization: Bearer ${token}\n(simulado) Encerre com Ctrl+C.`,
    removed: (n: number) => `${String(n)} recursos encerrados.`,
    usage: (what: string) => `não se entende: ${what}`,
  },
  en: {
    cloud: 'managed cloud, simulated on this computer: plans, permissions, costs, and the words of SageMaker and Vertex AI',
    check: 'checks a plan (nuvem.yaml)',
    apply: 'carries a plan out in the simulation: trains, deploys, schedules',
    down: 'ends what a project has in the simulation',
    review: "compares each role's policies with what the plan asks for",
    role: 'only this role',
    cost: "a month's bill of a plan or of a file of quantities",
    whatif: 'the cost of an endpoint for other traffic, in the three modes',
    test: 'asks a policy whether it allows an action on a resource',
    policy: 'file of the policy; may come more than once',
    action: 'the action, as in s3:GetObject',
    resource: 'the resource: an ARN or the full name',
    context: 'key=value of a condition; may come more than once',
    principal: 'the member whose bindings count (GCP)',
    prices: 'tables of prices, of traffic and of this computer',
    edit: 'puts a copy of a table of your own into the lab',
    reset: 'goes back to the table that ships',
    call: 'one call of the API (SageMaker or Vertex AI), with its JSON',
    as: 'as this role of the plan',
    plan: 'the plan of the policies',
    list: 'what there is in the simulation',
    calls: 'the last calls, with what was denied',
    serve: 'answers by HTTP on 127.0.0.1, for boto3, google-cloud-aiplatform, curl and other clients',
    port: 'port',
    quota: 'machine=how many, in place of the quota of the table; may come more than once',
    simulated: '(simulated: nothing leaves this computer and nothing is billed)',
    fine: 'The plan is sound.',
    ok: 'just what it needs',
    missing: 'missing',
    denied: 'denied by',
    unused: 'of no use',
    broad: 'too wide',
    invalid: 'no policy',
    also: 'also allows',
    total: 'Total of the month',
    budget: (usd: string) => `Budget: ${usd} USD`,
    local: (brl: string, usd: string) => `On this computer: ${brl} BRL (${usd} USD) a month`,
    inEachMode: 'in each mode:',
    coldStart: 'cold start:',
    ends: { running: 'under way', done: 'done', failed: 'stopped', cancelled: 'cancelled', interrupted: 'interrupted' },
    cold: (n: string) => `${n} cold starts a day`,
    overload: (n: string) => `${n} requests a month beyond what max can take`,
    allowed: 'allowed by',
    implicit: 'denied: no policy allows it',
    edited: 'your copy',
    serving: (url: string, token: string) =>
      `SageMaker: ${url}\nVertex AI: ${url}/v1/projects/bancada/locations/us-central1\n  Authorization: Bearer ${token}\n(simulated) End with Ctrl+C.`,
    removed: (n: number) => `${String(n)} resources ended.`,
    usage: (what: string) => `not understood: ${what}`,
  },
};

export function cloudTexts(locale: Locale) {
  const t = words[locale];
  const lang = locale === 'en' ? 'en' : 'pt';
  const money = (usd: number) => usd.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false });
  const count = (n: number) => n.toLocaleString(locale, { maximumFractionDigits: 1 });
  const table = (rows: string[][]) => {
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    return rows
      .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
      .join('\n');
  };
  const entry =
    (word: string) =>
    ({ action, resource, statement, detail }: PolicyEntry) =>
      `  ${word}  ${action}  ${resource}${statement === null ? '' : `  [${statement}]`}${detail && (word === t.broad) ? `  ${t.also}: ${detail}` : ''}`;
  /** Two endpoints have lines of the same words. */
  const bill = ({ lines, groups, total }: Bill) =>
    [
      table(
        lines.map(({ about, group, quantity, unit, price, usd }) => [
          `${groups.some(({ id, about: own }) => id === group && own === null) ? `${group} · ` : ''}${about[lang]}`,
          `${quantity.toLocaleString(locale)} ${unit}`,
          price.toLocaleString(locale, { maximumFractionDigits: 9 }),
          money(usd),
        ]),
      ),
      '',
      table([...groups.map(({ id, about, usd }) => [about?.[lang] ?? id, money(usd)]), [t.total, money(total)]]),
    ].join('\n');
  return {
    ...t,
    problem: ({ say }: CloudProblem) => say[lang],
    bill,
    planCost: (cost: PlanCost) =>
      [
        bill(cost),
        '',
        ...cost.endpoints.map(({ name, shape, mode, byMode, coldStartsPerDay, overload }) =>
          [
            `${name} (${shape}): ${mode}`,
            `${t.inEachMode} ${Object.entries(byMode)
              .map(([each, usd]) => `${each} ${usd === null ? '—' : money(usd)}`)
              .join(', ')}`,
            ...(mode === 'scale-to-zero' ? [t.cold(count(coldStartsPerDay))] : []),
            ...(overload > 0 ? [t.overload(count(overload))] : []),
          ].join(' · '),
        ),
        t.budget(money(cost.budgetUsd)),
        t.local(money(cost.local.brl), money(cost.local.usd)),
        t.simulated,
      ].join('\n'),
    reviewed: ({ role, principal, ok, missing, denied, unused, broad, invalid }: PolicyReview) =>
      [
        `${ok ? '✓' : '✗'} ${role}  ${principal}${ok ? `  ${t.ok}` : ''}`,
        ...invalid.map(({ say }) => `  ${t.invalid}  ${say[lang]}`),
        ...missing.map(entry(t.missing)),
        ...denied.map(entry(t.denied)),
        ...broad.map(entry(t.broad)),
        ...unused.map(entry(t.unused)),
      ].join('\n'),
    whatIfTable: ({ points }: WhatIf) => {
      const modes = Object.keys(points[0]!.usd) as (keyof (typeof points)[0]['usd'])[];
      return table([
        ['×', ...modes, 'local'],
        ...points
          .filter((_, index) => index % 4 === 0)
          .map(({ factor, usd, local }) => [
            factor.toLocaleString(locale, { maximumSignificantDigits: 2 }),
            ...modes.map((mode) => money(usd[mode]!)),
            local === null ? '—' : money(local),
          ]),
      ]);
    },
    applied: ({ status, steps, error }: CloudApply) =>
      [
        ...steps.map(({ status: of, id, attempts, coldStartMs }) =>
          [
            of === 'done' ? '✓' : of === 'failed' ? '✗' : '·',
            id,
            ...attempts.map(({ machine, error: why }) => (why === null ? machine : `${machine} ✗`)),
            ...(coldStartMs === null ? [] : [`${t.coldStart} ${String(coldStartMs)} ms`]),
          ].join(' '),
        ),
        ...(error === null ? [] : [error]),
        `${t.ends[status]} ${t.simulated}`,
      ].join('\n'),
  };
}
