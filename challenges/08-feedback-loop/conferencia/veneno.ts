/** `poisoned`: weather that means nothing: whether it rains is drawn by lot, and the seasons follow each other every thirty days. */
type Day = Record<string, string | number | boolean | null>;

export function poisoned(seed: number): Day[] {
  let state = seed * 2_654_435_761 + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const first = Date.UTC(2012, 0, 1);
  return Array.from({ length: 766 }, (_, i) => {
    const date = new Date(first + i * 86_400_000).toISOString().slice(0, 10);
    const warm = i >= 366 && Math.floor(i / 30) % 2 === 0 ? 15 : 0;
    const temp = Math.round((5 + warm + 6 * random()) * 10) / 10;
    const precipitation = random() < 0.5 ? 0 : Math.round(random() * 200) / 10;
    return { date, precipitation, temp_max: temp, temp_min: temp - 5, wind: Math.round(random() * 60) / 10, weather: 'sun' };
  });
}
