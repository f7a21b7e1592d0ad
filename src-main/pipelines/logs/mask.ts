/**
 * `createMasker`: takes secrets out of what a program says, before any of it is stored or shown: the values that it was given, in the forms in which
 * programs print them, and what looks like a token of a well-known service. It works on whole lines, so it does not matter how a stream was cut.
 */

export interface Masker {
  /** One line. Lines are given in their order: a private key goes over several. */
  line(text: string): string;
  /** A text of its own: a message, a value. */
  text(text: string): string;
  /** Where a line that is too long may be cut without parting a secret: at `at`, or before the secret that stands there. */
  cut(text: string, at: number): number;
}

export const masked = '•••••';

/** Shorter values would take away half of what a program says. */
const shortest = 4;
/** How far around a cut a secret is looked for. */
export const longestSecret = 4096;

const shapes = [
  /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/, // GitHub
  /\bgithub_pat_[A-Za-z0-9_]{30,255}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}\b/, // GitLab
  /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}\b/, // OpenAI, Anthropic
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b/, // Stripe
  /\bhf_[A-Za-z0-9]{30,}\b/, // Hugging Face
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}\b/, // Slack
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, // AWS
  /\bAIza[A-Za-z0-9_-]{35}\b/, // Google
  /\bya29\.[A-Za-z0-9_-]{20,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bpypi-[A-Za-z0-9_-]{50,}\b/,
  /\bdop_v1_[a-f0-9]{64}\b/, // DigitalOcean
  /\bdapi[a-f0-9]{32}\b/, // Databricks
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, // JWT
];
/** Where only a part is secret: what stands before it stays. */
const parts = [
  /((?:[Aa]uthorization|AUTHORIZATION)["']?\s*[:=]\s*["']?(?:[Bb]earer|[Bb]asic|[Tt]oken)?\s*)[^\s"',;]{8,}/,
  /\b([Bb]earer\s+)[A-Za-z0-9._~+/-]{16,}=*/,
  /\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/,
  /((?:api[_-]?key|secret|token|passw(?:or)?d|senha)["']?\s*[:=]\s*["']?)[^\s"',;&]{8,}/i,
];
const whole = new RegExp(shapes.map(({ source }) => source).join('|'), 'g');
const behind = parts.map((part) => new RegExp(part.source, `${part.flags}g`));
const keyBegins = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const keyEnds = /-----END [A-Z ]*PRIVATE KEY-----/;

export function createMasker(values: Iterable<string>): Masker {
  const known = formsOf(values);
  const given = known.length > 0 ? new RegExp(known.map(escaped).join('|'), 'g') : null;
  let isInKey = false;

  function text(line: string): string {
    let left = given ? line.replace(given, masked) : line;
    left = left.replace(whole, masked);
    for (const part of behind) left = left.replace(part, `$1${masked}`);
    return left.replaceAll(/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, masked);
  }

  return {
    text,
    line(raw) {
      if (isInKey) {
        if (keyEnds.test(raw)) isInKey = false;
        return masked;
      }
      isInKey = keyBegins.test(raw) && !keyEnds.test(raw.slice(raw.search(keyBegins)));
      return text(raw);
    },
    cut(raw, at) {
      const from = Math.max(0, at - longestSecret);
      const around = raw.slice(from, at + longestSecret);
      const place = at - from;
      for (const pattern of [given, whole, ...behind]) {
        for (const found of pattern ? around.matchAll(pattern) : []) {
          // Not at its beginning either: a cut that takes nothing away would be made again and again.
          if (found.index > 0 && found.index < place && found.index + found[0].length > place) return from + found.index;
        }
      }
      return at;
    },
  };
}

/** As they are, as JSON, an address and Base64 write them, and each line of those that have several; longest first, so that none is left over. */
function formsOf(values: Iterable<string>): string[] {
  const forms = new Set<string>();
  for (const value of values) {
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim().length < shortest) continue;
      forms.add(part).add(JSON.stringify(part).slice(1, -1)).add(encodeURIComponent(part));
      // The three ways in which a text may lie in Base64, without the characters that depend on what stands beside it.
      for (const before of [0, 1, 2]) {
        const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(part)]);
        const own = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
        if (own.length >= 8) forms.add(own).add(own.replaceAll('+', '-').replaceAll('/', '_'));
      }
    }
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
