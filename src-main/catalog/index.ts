/** What can be studied, read from the content folders. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { Card, Challenge, Dataset, Diagram, GlossaryTerm, Language, ModuleSummary, StudyText } from '../contract/index.ts';
import { BancadaError } from '../contract/index.ts';
import type { Catalog } from './catalog.ts';
import { localized, openContent } from './content.ts';
import { createDatasets } from './datasets.ts';
import { cardsFile, challengeFile, datasetsFile, glossaryFile, hintsFile, type ModuleFile, moduleFile, type QuizFile, quizFile } from './schema.ts';
import { parseStudyText } from './study-text.ts';

export type { Catalog } from './catalog.ts';
export { type Content, openContent } from './content.ts';

export interface ContentCatalog extends Catalog {
  study(moduleId: string, language: Language): StudyText;
  diagram(moduleId: string, diagramId: string, language: Language): Diagram;
  cards(moduleId: string, language: Language): Card[];
  quiz(moduleId: string, language: Language): QuizFile;
  challenge(challengeId: string, language: Language): Challenge;
  glossary(language: Language): GlossaryTerm[];
}

export function createCatalog(core: Core, contentRoot: string): ContentCatalog {
  const content = openContent(contentRoot, join(core.home.root, 'cache', 'content'));
  const folders = (name: string) =>
    content.exists(name)
      ? readdirSync(join(contentRoot, name), { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name))
          .map((entry) => entry.name)
          .sort()
      : [];
  const moduleIds = folders('architectures');
  const challengeIds = folders('challenges');
  const datasetFiles = () => content.yaml('resources/datasets/catalog.yaml', datasetsFile); // asked for late: a start waits for no file

  const moduleOf = (id: string): ModuleFile => {
    if (!moduleIds.includes(id)) throw new BancadaError('MODULE_NOT_FOUND', { id, known: moduleIds.join(', ') });
    return content.yaml(`architectures/${id}/module.yaml`, moduleFile);
  };
  const challengeOf = (id: string) => {
    if (!challengeIds.includes(id)) throw new BancadaError('CHALLENGE_NOT_FOUND', { id, known: challengeIds.join(', ') });
    return content.yaml(`challenges/${id}/challenge.yaml`, challengeFile);
  };
  const cards = (moduleId: string, language: Language): Card[] => {
    if (!moduleOf(moduleId).available) return [];
    return content.yaml(localized(`architectures/${moduleId}/cartoes.yaml`, language), cardsFile).map((card) => ({ ...card, moduleId }));
  };
  const texts = new Map<string, StudyText>();
  const study = (moduleId: string, language: Language): StudyText => {
    if (!moduleOf(moduleId).available) return { moduleId, title: moduleOf(moduleId).title[language], minutes: 0, sections: [] };
    const path = localized(`architectures/${moduleId}/estudo.md`, language);
    const text = texts.get(path) ?? parseStudyText(moduleId, content.text(path));
    texts.set(path, text); // progress asks for its sections at every change of the lab
    return text;
  };
  const checks: Catalog['checks'] = (challengeId, language) => {
    const file = challengeOf(challengeId);
    const hints = content.yaml(localized(`challenges/${challengeId}/dicas.yaml`, language), hintsFile);
    return file.checks.map(({ id, title, read, fail }) => ({
      id,
      title: title[language],
      read,
      fail: fail?.[language] ?? null,
      hints: hints[id] ?? [],
    }));
  };

  return {
    modules: () =>
      moduleIds.map((id): ModuleSummary => {
        const { diagrams, ...file } = moduleOf(id);
        return {
          ...file,
          diagrams: diagrams.map(({ elements: _, ...summary }) => summary),
          cards: cards(id, 'pt').length,
          checks: challengeIds.includes(id) ? challengeOf(id).checks.length : 0,
        };
      }),
    study,
    sectionIds: (moduleId) => study(moduleId, 'pt').sections.map((section) => section.id),
    cards,
    quiz: (moduleId, language) =>
      moduleOf(moduleId).available ? content.yaml(localized(`architectures/${moduleId}/quiz.yaml`, language), quizFile) : [],
    cardIds: (moduleId) => cards(moduleId, 'pt').map((card) => card.id),
    diagram(moduleId, diagramId, language) {
      const file = moduleOf(moduleId).diagrams.find((candidate) => candidate.id === diagramId);
      if (!file) throw new BancadaError('DIAGRAM_NOT_FOUND', { id: diagramId });
      const { elements, ...summary } = file;
      const svg = (theme: string) => {
        const path = `architectures/${moduleId}/diagramas/svg/${diagramId}.${language}.${theme}.svg`;
        return content.exists(path) ? content.text(path) : '';
      };
      return {
        ...summary,
        puml: content.text(localized(`architectures/${moduleId}/diagramas/${diagramId}.puml`, language)),
        svg: { light: svg('light'), dark: svg('dark') },
        elements: Object.fromEntries(
          Object.entries(elements).map(([alias, element]) => [alias, { text: element[language], code: element.code ?? null }]),
        ),
      };
    },
    challenge(challengeId, language) {
      const { id, minutes, entry } = challengeOf(challengeId);
      const statement = content.text(localized(`challenges/${challengeId}/enunciado.md`, language));
      return { id, minutes, entry, statement, checks: checks(challengeId, language).map(({ fail: _, ...check }) => check) };
    },
    challengeFolder: (challengeId) => join(contentRoot, 'challenges', challengeOf(challengeId).id),
    challengeIds: () => challengeIds,
    checks,
    glossary: (language) => content.yaml(localized('resources/glossario.yaml', language), glossaryFile),
    datasets: () => datasetFiles().map(({ source: _, columns, ...file }): Dataset => ({ ...file, columns: Object.keys(columns) })),
    dataset: createDatasets(core, datasetFiles),
  };
}
