/** `levelOf`: how grave a line of log is, told by the words that programs begin such lines with. */
import type { LogLevel, LogLine } from '../../contract/pipelines.ts';

const words: [LogLevel, RegExp][] = [
  [
    'error',
    /^\W{0,3}(?:\d[\d:.,TZ/ -]*)?\W{0,3}(?:ERROR|ERRO|CRITICAL|FATAL|SEVERE)\b|^(?:Traceback \(most recent|Uncaught )|^\s*[\w.]*(?:Error|Exception)\b(?=:| \[)/,
  ],
  ['warn', /^\W{0,3}(?:\d[\d:.,TZ/ -]*)?\W{0,3}(?:WARN|WARNING|AVISO)\b|^\S*:\d+: \w*Warning:|^\(node:\d+\) \w*Warning/],
  ['debug', /^\W{0,3}(?:\d[\d:.,TZ/ -]*)?\W{0,3}(?:DEBUG|TRACE)\b/],
  ['info', /^\W{0,3}(?:\d[\d:.,TZ/ -]*)?\W{0,3}(?:INFO|NOTICE)\b/],
];

export function levelOf(stream: LogLine['stream'], text: string): LogLevel {
  const start = text.slice(0, 200);
  for (const [level, pattern] of words) if (pattern.test(start)) return level;
  return stream === 'stderr' ? 'warn' : 'info';
}
