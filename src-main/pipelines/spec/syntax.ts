/** `syntaxDetail`: what the YAML parser found, as a phrase (`@key argument`) that `contract/messages` puts into the reader's words. */
import type { ErrorCode, YAMLError } from 'yaml';

/** Some codes stand for several mistakes, which only the parser's own words tell apart; what they do not tell gets the words of its code. */
const finer: Partial<Record<ErrorCode, [RegExp, string][]>> = {
  MISSING_CHAR: [
    [/closing .quote/, '@yaml-quote'],
    [/^Missing ,/, '@yaml-comma'],
    [/space after :/, '@yaml-space'],
    [/^Comments must/, '@yaml-comment'],
    [/without - indicator/, '@yaml-item'],
    [/followed by map values/, '@yaml-colon'],
    [/end with a (.)$/, '@yaml-unclosed $1'],
  ],
  BAD_INDENT: [[/end with a (.)$/, '@yaml-unclosed $1']],
  BAD_SCALAR_START: [[/(\S)$/, '@yaml-start $1']],
  BAD_DQ_ESCAPE: [[/(\S+)$/, '@yaml-escape $1']],
  UNEXPECTED_TOKEN: [
    [/: "(.+)"$/, '@yaml-token $1'],
    [/^Unexpected (\S) in/, '@yaml-token $1'],
  ],
};

const byCode: Record<ErrorCode, string> = {
  ALIAS_PROPS: '@yaml-alias',
  BAD_ALIAS: '@yaml-alias',
  BAD_COLLECTION_TYPE: '@yaml-tag',
  BAD_DIRECTIVE: '@yaml-directive',
  BAD_DQ_ESCAPE: '@yaml-escape',
  BAD_INDENT: '@yaml-indent',
  BAD_PROP_ORDER: '@yaml-alias',
  BAD_SCALAR_START: '@yaml-start',
  BLOCK_AS_IMPLICIT_KEY: '@yaml-nested',
  BLOCK_IN_FLOW: '@yaml-flow',
  DUPLICATE_KEY: '@yaml-duplicate',
  IMPOSSIBLE: '@yaml-unexpected',
  KEY_OVER_1024_CHARS: '@yaml-long',
  MISSING_CHAR: '@yaml-missing',
  MULTILINE_IMPLICIT_KEY: '@yaml-colon',
  MULTIPLE_ANCHORS: '@yaml-alias',
  MULTIPLE_DOCS: '@yaml-documents',
  MULTIPLE_TAGS: '@yaml-tag',
  NON_STRING_KEY: '@yaml-key',
  RESOURCE_EXHAUSTION: '@yaml-deep',
  TAB_AS_INDENT: '@yaml-tab',
  TAG_RESOLVE_FAILED: '@yaml-tag',
  UNEXPECTED_TOKEN: '@yaml-unexpected',
};

export function syntaxDetail({ code, message }: Pick<YAMLError, 'code' | 'message'>): string {
  for (const [words, detail] of finer[code] ?? []) {
    const found = words.exec(message);
    if (found) return detail.replace('$1', () => found[1] ?? '');
  }
  return byCode[code];
}

/** Every phrase that a fault may be told by. */
export const syntaxDetails: readonly string[] = [
  ...Object.values(byCode),
  ...Object.values(finer).flatMap((rows) => rows.map(([, detail]) => detail)),
];
