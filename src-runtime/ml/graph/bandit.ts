/** `openBandit`: Thompson sampling: each arm's chance of a reward is drawn from what is known of it, and the largest draw is asked. */
import { type Random, seededRandom } from '../random.ts';

export interface Arm {
  name: string;
  /** Of the Beta distribution of its reward: one more than its rewards, one more than what it missed. */
  alpha: number;
  beta: number;
  asked: number;
}

export interface Bandit {
  /** Of those that can answer; of all when none can. */
  choose(canAnswer: (arm: string) => boolean): string;
  /** 0 to 1; parts of a reward count as parts. */
  reward(arm: string, reward: number): void;
  arms(): Arm[];
}

export function openBandit(names: readonly string[], seed: number): Bandit {
  const random = seededRandom(seed);
  const arms = new Map(names.map((name) => [name, { name, alpha: 1, beta: 1, asked: 0 }]));
  return {
    choose(canAnswer) {
      const able = names.filter(canAnswer);
      let best: Arm | undefined;
      let most = -1;
      for (const name of able.length > 0 ? able : names) {
        const arm = arms.get(name)!;
        const drawn = betaDraw(arm.alpha, arm.beta, random);
        if (drawn > most) [best, most] = [arm, drawn];
      }
      best!.asked++;
      return best!.name;
    },
    reward(name, reward) {
      const arm = arms.get(name);
      if (!arm) return;
      arm.alpha += reward;
      arm.beta += 1 - reward;
    },
    arms: () => [...arms.values()].map((arm) => ({ ...arm })),
  };
}

function betaDraw(alpha: number, beta: number, random: Random): number {
  const [a, b] = [gammaDraw(alpha, random), gammaDraw(beta, random)];
  return a / (a + b);
}

/** Marsaglia and Tsang (2000), for shapes of 1 and more: an arm never has less. */
function gammaDraw(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
