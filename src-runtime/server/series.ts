/**
 * `counterFamily`, `histogramFamily`: what is counted with every request, as Prometheus reads it. A series is looked up once; counting is then an addition, where
 * prom-client checks and hashes the labels each time.
 */

export interface Count {
  value: number;
}

export interface Spread {
  observe(value: number): void;
}

export interface Family<Of> {
  series(...labels: string[]): Of;
  /** In Prometheus' text format. */
  text(): string;
}

interface About {
  name: string;
  help: string;
  labelNames: readonly string[];
}

export function counterFamily(about: About): Family<Count> {
  return familyOf(
    about,
    'counter',
    (): Count => ({ value: 0 }),
    ({ value }, labels) => [line(about.name, labels, value)],
  );
}

export function histogramFamily({ buckets, ...about }: About & { buckets: readonly number[] }): Family<Spread> {
  const bounds = Float64Array.from(buckets);
  const opened = () => {
    /** How many lie in each bucket alone; those above the last. */
    const counts = new Float64Array(bounds.length + 1);
    const told = {
      counts,
      sum: 0,
      observe(value: number) {
        let bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
        counts[bucket]!++;
        told.sum += value;
      },
    };
    return told;
  };
  return familyOf(about, 'histogram', opened, ({ counts, sum }, labels) => {
    let total = 0;
    const lines = Array.from(counts, (count, bucket) => {
      total += count;
      const le = `le="${bucket < bounds.length ? bounds[bucket] : '+Inf'}"`;
      return line(`${about.name}_bucket`, labels === '' ? le : `${le},${labels}`, total);
    });
    return [...lines, line(`${about.name}_sum`, labels, sum), line(`${about.name}_count`, labels, total)];
  });
}

function familyOf<Of>({ name, help, labelNames }: About, type: string, open: () => Of, lines: (one: Of, labels: string) => string[]): Family<Of> {
  const all = new Map<string, Of>();
  return {
    series(...values) {
      const labels = labelNames.map((label, i) => `${label}="${escaped(values[i] ?? '')}"`).join(',');
      const known = all.get(labels);
      if (known) return known;
      const made = open();
      all.set(labels, made);
      return made;
    },
    text: () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...[...all].flatMap(([labels, one]) => lines(one, labels)), ''].join('\n'),
  };
}

function line(name: string, labels: string, value: number): string {
  return `${name}${labels === '' ? '' : `{${labels}}`} ${value}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
