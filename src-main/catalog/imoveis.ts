/**
 * `houses`: invented house sales (`dataset:imoveis`), for challenges whose checks need the truth behind the data. No house was sold: the formula is
 * docs/DATA.md's, "Invented data sets"; whoever changes it changes the page.
 */
export interface House {
  area: number;
  quartos: number;
  banheiros: number;
  idade: number;
  garagem: number;
  bairro: string;
  preco: number;
}

export type Home = Omit<House, 'preco'>;

interface District {
  /** Of all sales. */
  share: number;
  /** Median of the areas, m². */
  area: number;
  /** R$ per m² of a home of 80 m². */
  squareMetre: number;
  /** How the price of a square metre grows with the size: positive where large homes are sought, negative where small ones are. */
  size: number;
  /** R$ for each bedroom, bathroom and parking space. */
  bedroom: number;
  bathroom: number;
  parking: number;
  /** What is left of the price at an age in years. */
  age(years: number): number;
}

/** Each behaves in its own way: a model that knows only averages is wrong in all of them. */
export const districts: Readonly<Record<string, District>> = {
  Centro: {
    ...{ share: 0.18, area: 58, squareMetre: 6200, size: -0.25, bedroom: 9_000, bathroom: 14_000, parking: 78_000 },
    // Nobody wants a flat of the seventies; the old houses are listed buildings.
    age: (years) => 1 - 0.011 * Math.min(years, 40) + 0.016 * Math.max(0, years - 40),
  },
  'Zona Sul': {
    ...{ share: 0.22, area: 105, squareMetre: 11_500, size: 0.2, bedroom: 38_000, bathroom: 30_000, parking: 65_000 },
    age: (years) => Math.exp(-0.006 * years),
  },
  'Zona Norte': {
    ...{ share: 0.24, area: 76, squareMetre: 4700, size: 0, bedroom: 26_000, bathroom: 9_000, parking: 14_000 },
    age: (years) => Math.exp(-0.009 * years),
  },
  'Zona Oeste': {
    ...{ share: 0.2, area: 92, squareMetre: 6900, size: 0.05, bedroom: 12_000, bathroom: 22_000, parking: 32_000 },
    // New buildings with a pool sell; after fifteen years it is one of many.
    age: (years) => 1.18 - 0.02 * Math.min(years, 15),
  },
  'Zona Leste': {
    ...{ share: 0.11, area: 64, squareMetre: 3600, size: -0.05, bedroom: 19_000, bathroom: 7_000, parking: 11_000 },
    age: (years) => Math.exp(-0.012 * years),
  },
  Litoral: {
    ...{ share: 0.05, area: 84, squareMetre: 8300, size: 0.1, bedroom: 31_000, bathroom: 26_000, parking: 20_000 },
    // Salt in the air.
    age: (years) => Math.max(0.45, 1 - 0.024 * years),
  },
};

/** The price without chance: what the best model could know. */
export function expectedPrice({ area, quartos, banheiros, idade, garagem, bairro }: Home): number {
  const district = districts[bairro];
  if (!district) throw new Error(`no such district: ${bairro}`);
  const space = district.squareMetre * area * (area / 80) ** district.size;
  return (space + district.bedroom * quartos + district.bathroom * banheiros + district.parking * garagem) * district.age(idade);
}

/** How far a price strays from the expected one: a factor of e^(0.07 N). */
const CHANCE = 0.07;

export function houses({ rows = 6000, seed = 2026 }: { rows?: number; seed?: number } = {}): House[] {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const whole = (value: number, low: number, high: number) => Math.min(high, Math.max(low, Math.round(value)));
  return Array.from({ length: rows }, () => {
    const bairro = drawn(random());
    const area = Math.round(Math.min(420, Math.max(22, districts[bairro]!.area * Math.exp(0.38 * normal()))) * 10) / 10;
    const quartos = whole(area / 36 + 0.55 * normal(), 1, 6);
    const home: Home = {
      ...{ area, quartos, bairro },
      banheiros: whole(0.35 + quartos * 0.55 + 0.45 * normal(), 1, 5),
      idade: whole(bairro === 'Centro' ? 6 + 74 * random() : -14 * Math.log(1 - random()), 0, 80),
      garagem: whole(area / 80 - 0.2 + 0.6 * normal(), 0, 4),
    };
    return { ...home, preco: Math.round((expectedPrice(home) * Math.exp(CHANCE * normal())) / 100) * 100 };
  });
}

function drawn(chance: number): string {
  let rest = chance;
  for (const [name, { share }] of Object.entries(districts)) {
    rest -= share;
    if (rest < 0) return name;
  }
  return 'Zona Norte';
}

/** mulberry32: small, seeded, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
