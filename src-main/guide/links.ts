/** `namer`: links of the general material with the name of what they lead to, in a language. A link that leads nowhere is an error of the content. */
import type { Bilingual, Language } from '../contract/base.ts';
import type { GuideLink } from '../contract/guide.ts';
import type { GuideParts } from './index.ts';

const pages: Record<string, Bilingual> = {
  automacao: { pt: 'Automação', en: 'Automation' },
  checklist: { pt: 'Checklist', en: 'Checklist' },
  ci: { pt: 'CI/CD', en: 'CI/CD' },
  comparar: { pt: 'Comparar', en: 'Compare' },
  dados: { pt: 'Dados', en: 'Data' },
  entrevista: { pt: 'Entrevista', en: 'Interview' },
  experimentos: { pt: 'Experimentos', en: 'Experiments' },
  historias: { pt: 'Histórias', en: 'Stories' },
  laboratorio: { pt: 'Laboratório', en: 'Laboratory' },
  modelos: { pt: 'Modelos', en: 'Models' },
  monitoramento: { pt: 'Monitoramento', en: 'Monitoring' },
  portfolio: { pt: 'Portfólio', en: 'Portfolio' },
  revisao: { pt: 'Revisão', en: 'Review' },
  servicos: { pt: 'Serviços', en: 'Services' },
};

export function namer({ catalog }: Pick<GuideParts, 'catalog'>, language: Language): (ref: string) => GuideLink {
  const titles = new Map(catalog.modules().map(({ id, title }) => [id, title[language]]));
  const terms = new Map(catalog.glossary(language).map(({ id, term }) => [id, term]));
  return (ref) => {
    const [kind = '', target = ''] = ref.split(':');
    const title = titles.get(target);
    const challenge = language === 'en' ? 'Challenge' : 'Desafio';
    const label =
      kind === 'pagina'
        ? pages[target]?.[language]
        : kind === 'glossario'
          ? terms.get(target)
          : kind === 'desafio' && title
            ? `${challenge}: ${title}`
            : title;
    if (label === undefined) throw new Error(`${ref} leads nowhere`);
    return { ref, label };
  };
}
