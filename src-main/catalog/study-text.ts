/** Cuts a study text into its sections: `## Title {#id}`. */
import type { StudyText } from '../contract/catalog.ts';

export function parseStudyText(moduleId: string, markdown: string): StudyText {
  const title = /^# (.+)$/m.exec(markdown)?.[1]?.trim() ?? moduleId;
  const sections: StudyText['sections'] = [];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const heading = fenced ? null : /^## (.+?)\s*\{#([\w-]+)\}\s*$/.exec(line);
    if (heading) sections.push({ id: heading[2]!, title: heading[1]!, markdown: '' });
    else if (sections.length > 0) sections.at(-1)!.markdown += `${line}\n`;
  }
  return {
    moduleId,
    title,
    minutes: readingMinutes(markdown),
    sections: sections.map((section) => ({ ...section, markdown: section.markdown.trim() })),
  };
}

/** 200 words a minute, the pace of technical prose. */
function readingMinutes(markdown: string): number {
  return Math.max(1, Math.round(markdown.split(/\s+/).length / 200));
}
