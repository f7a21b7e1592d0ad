/** `readmeOf`: the repository's README. Every figure in it was measured in the learner's own runs; what was not measured is not claimed. */
import type { ComparisonMatrix, MeasuredRow } from '../contract/comparison.ts';
import { measureIds } from '../contract/comparison.ts';
import type { StarStory } from '../contract/guide.ts';
import { sayMeasured, sheetWords } from '../contract/messages/comparison.ts';
import type { PortfolioRequest } from '../contract/portfolio.ts';
import type { PortfolioParts } from './index.ts';
import { readmeWords } from './words.ts';

interface Shown {
  own: readonly string[];
  diagrams: readonly string[];
  imageFolders: readonly string[];
  workflow: string | null;
}

export async function readmeOf(parts: PortfolioParts, { moduleId, language }: PortfolioRequest, shown: Shown): Promise<string> {
  const { catalog, comparison, guide, study } = parts;
  const w = readmeWords[language];
  const module = catalog.modules().find(({ id }) => id === moduleId)!;
  const { values = {} } = (await comparison.measured()).find((row) => row.moduleId === moduleId) ?? {};
  const passed = new Set(study.overview().modules.find((each) => each.moduleId === moduleId)?.checksPassed);
  const checks = catalog.checks(moduleId, language);
  const done = checks.filter(({ id }) => passed.has(id));
  const stories = (await guide.stories()).filter((story) => story.moduleId === moduleId);
  const sections = [
    `# ${w.title(module.title[language])}`,
    module.summary[language],
    `## ${w.results}`,
    results(values, language) ?? w.noResults,
    ...(done.length > 0 ? [`## ${w.checks(done.length, checks.length)}`, done.map(({ title }) => `- ${title}`).join('\n')] : []),
    `## ${w.architecture}`,
    module.definition[language],
    ...shown.diagrams.map((path) => `![${title(module.diagrams, path, language)}](${path})`),
    `## ${w.why}`,
    why(await comparison.matrix(), moduleId, language, w),
    `## ${w.run}`,
    running(moduleId, shown, w),
    `## ${w.files}`,
    [
      ...shown.own.map((path) => `- \`${path}\``),
      ...shown.imageFolders.map((path) => `- \`${path}/\`: ${w.image}`),
      ...(shown.workflow ? [`- \`${shown.workflow}\`: ${w.workflow}`] : []),
      ...(Object.keys(values).length > 0 ? [`- \`resultados/\`: ${w.figures}`] : []),
    ].join('\n'),
    ...stories.flatMap((story) => storyText(story, w)),
    `## ${w.limits}`,
    limits(values, checks.length - done.length, shown, language, w),
  ];
  return `${sections.join('\n\n')}\n`;
}

type Words = (typeof readmeWords)['pt'];

/** Without checks: they have a list of their own. */
function results(values: MeasuredRow['values'], language: 'pt' | 'en'): string | null {
  const words = sheetWords[language];
  const rows = measureIds.flatMap((id) => {
    const found = values[id];
    if (!found || id === 'checks') return [];
    const day = found.at === null ? '' : new Date(found.at).toISOString().slice(0, 10);
    return [`| ${words.measures[id].name} | ${sayMeasured(id, found, language)} | ${day} |`];
  });
  return rows.length === 0 ? null : [`| ${words.measure} | ${words.value} | ${words.when} |`, '| --- | --- | --- |', ...rows].join('\n');
}

function title(diagrams: readonly { id: string; title: { pt: string; en: string } }[], path: string, language: 'pt' | 'en'): string {
  return diagrams.find(({ id }) => path.endsWith(`/${id}.svg`))?.title[language] ?? path;
}

/** What speaks for it most and against it most, as the comparison has it. */
function why({ criteria, architectures }: ComparisonMatrix, moduleId: string, language: 'pt' | 'en', w: Words): string {
  const cells = architectures.find(({ id }) => id === moduleId)?.cells ?? {};
  const scored = criteria.filter(({ scored: has }) => has).toSorted((a, b) => (cells[b.id]?.score ?? 0) - (cells[a.id]?.score ?? 0));
  const line = ({ id, title: name }: ComparisonMatrix['criteria'][number]) => `- **${name[language]}**: ${cells[id]?.reason[language] ?? ''}`;
  return [w.inFavour, scored.slice(0, 3).map(line).join('\n'), w.against, scored.slice(-3).map(line).join('\n')].join('\n\n');
}

function running(moduleId: string, { imageFolders, workflow }: Shown, w: Words): string {
  const local = `${w.locally}\n\n\`\`\`bash\nbancada run ${moduleId} --engine process\nbancada check ${moduleId}\n\`\`\``;
  const build = imageFolders.map((folder) => `docker build --tag ${moduleId}-${folder.split('-').at(-1)} ${folder}`);
  return [
    local,
    ...(build.length > 0 ? [`${w.inContainer}\n\n\`\`\`bash\n${build.join('\n')}\n\`\`\``] : []),
    ...(workflow ? [w.onPush(workflow)] : []),
  ].join('\n\n');
}

function storyText({ title: name, situation, task, action, result }: StarStory, w: Words): string[] {
  const [s, t, a, r] = w.star;
  return [
    `## ${name}`,
    [
      [s, situation],
      [t, task],
      [a, action],
      [r, result],
    ]
      .filter(([, text]) => text!.trim() !== '')
      .map(([what, text]) => `**${what}.** ${text}`)
      .join('\n\n'),
  ];
}

function limits(values: MeasuredRow['values'], open: number, { imageFolders }: Shown, language: 'pt' | 'en', w: Words): string {
  const words = sheetWords[language];
  const missing = measureIds.filter((id) => !values[id] && id !== 'checks').map((id) => words.measures[id].name.toLowerCase());
  return [
    ...(missing.length > 0 ? [`- ${w.notMeasured(missing.join(', '))}`] : []),
    ...(open > 0 ? [`- ${w.openChecks(open)}`] : []),
    ...(imageFolders.length === 0 ? [`- ${w.noImage}`] : []),
    `- ${w.oneMachine}`,
  ].join('\n');
}
