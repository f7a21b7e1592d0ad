/** `reportOf`, `certificateOf`: what stands in them. */
import type { Language } from '../contract/base.ts';
import type { MeasuredRow } from '../contract/comparison.ts';
import { BancadaError } from '../contract/errors.ts';
import { sayMeasured, sheetWords } from '../contract/messages/comparison.ts';
import { reportWords } from '../contract/messages/reports.ts';
import type { Standing } from '../contract/progress.ts';
import type { Block, Document } from './document.ts';

const localeOf = (language: Language) => (language === 'en' ? 'en' : 'pt-BR');
const percent = (share: number, language: Language) => share.toLocaleString(localeOf(language), { style: 'percent', maximumFractionDigits: 0 });
const day = (at: number, language: Language) => new Date(at).toLocaleDateString(localeOf(language), { dateStyle: 'long' });

interface Asked {
  language: Language;
  who: string;
  now: number;
}

export function reportOf(standing: Standing, measured: readonly MeasuredRow[], { language, who, now }: Asked): Document {
  const t = reportWords[language];
  const part = ({ have, need }: { have: number; need: number }) => `${have}/${need}`;
  const hours = (standing.time.total / 60).toLocaleString(localeOf(language), { maximumFractionDigits: 1 });
  const { module, read, checks, questions, cards, share } = t.column;
  return {
    ...{ name: t.report, title: t.report, language, isCertificate: false },
    blocks: [
      { kind: 'title', text: t.report },
      { kind: 'quiet', text: [who && t.of(who), t.made(day(now, language))].filter(Boolean).join(' · ') },
      {
        kind: 'facts',
        items: [
          [t.time, t.estimated(hours)],
          [t.days, String(standing.rhythm.all)],
        ],
      },
      { kind: 'heading', text: t.progress },
      {
        kind: 'table',
        columns: [module, read, checks, questions, cards, share],
        rows: standing.modules.map((each) => [
          `${each.moduleId.slice(0, 2)} ${each.title}`,
          ...[each.read, each.checks, each.questions, each.cards].map(part),
          percent(each.share, language),
        ]),
      },
      { kind: 'heading', text: t.skills },
      { kind: 'table', columns: [t.skill, t.level], rows: standing.skills.map(({ title, level }) => [title, percent(level, language)]) },
      { kind: 'heading', text: t.measured },
      ...measured.filter(({ values }) => Object.keys(values).length > 0).flatMap((each) => results(each, language, true)),
      ...(measured.every(({ values }) => Object.keys(values).length === 0) ? [{ kind: 'quiet', text: t.nothingMeasured } as const] : []),
    ],
  };
}

/** CERTIFICATE_NOT_EARNED. */
export function certificateOf(standing: Standing, measured: readonly MeasuredRow[], moduleId: string, { language, who, now }: Asked): Document {
  const t = reportWords[language];
  const known = standing.modules.map((each) => each.moduleId).join(', ');
  const module = standing.modules.find((each) => each.moduleId === moduleId);
  if (!module) throw new BancadaError('MODULE_NOT_FOUND', { id: moduleId, known });
  const { have, need } = module.checks;
  if (need === 0 || have < need) throw new BancadaError('CERTIFICATE_NOT_EARNED', { title: module.title, have, need });
  const row = measured.find((each) => each.moduleId === moduleId);
  return {
    ...{ name: `${t.certificate} ${moduleId}`, title: `${t.certificate}: ${module.title}`, language, isCertificate: true },
    blocks: [
      { kind: 'title', text: t.certificate },
      { kind: 'text', text: t.earned(who, module.title, need) },
      { kind: 'heading', text: t.measured },
      ...(row ? results(row, language, false) : []),
      { kind: 'quiet', text: t.made(day(now, language)) },
      { kind: 'quiet', text: t.honest },
    ],
  };
}

function results({ moduleId, title, values }: MeasuredRow, language: Language, withName: boolean): Block[] {
  const t = reportWords[language];
  const { measures } = sheetWords[language];
  const rows = (Object.keys(measures) as (keyof typeof measures)[]).flatMap((id) => {
    const found = values[id];
    return found ? [[measures[id].name, sayMeasured(id, found, language)]] : [];
  });
  return [
    ...(withName ? [{ kind: 'text', text: `${moduleId.slice(0, 2)} ${title[language]}` } as const] : []),
    ...(rows.length > 0 ? [{ kind: 'table', columns: [t.measure, t.value], rows } as const] : [{ kind: 'quiet', text: t.nothingMeasured } as const]),
  ];
}
