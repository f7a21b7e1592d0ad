/** Reading the parsed tree of a text. Pure. */
import type { ExtraProps } from 'react-markdown';

export type Element = NonNullable<ExtraProps['node']>;

/** The language and the plain source of a fence, whatever highlighting did to it. */
export function codeOf(pre: Element): { language: string; source: string } {
  const code = pre.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code');
  const names = code?.properties.className;
  const name = Array.isArray(names) ? names.map(String).find((each) => each.startsWith('language-')) : undefined;
  return { language: name?.slice('language-'.length) ?? '', source: (code?.children ?? []).map(textOf).join('').replace(/\n$/, '') };
}

function textOf(node: Element['children'][number]): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}

/** Links that a text may hold: inside the app, the web, an address of mail. Anything else leads nowhere. */
export function safeLink(url: string): string {
  return /^(https?:|mailto:|glossario:|arquitetura:|desafio:|#)/.test(url) ? url : '';
}
