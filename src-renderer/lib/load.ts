/**
 * Loads a part of the app, and again when the network of the machine changed in that moment: Chromium drops what it is loading, even from
 * this computer, whenever a container brings a network interface.
 */
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function load<T>(part: () => Promise<T>, attempts = 5, wait: (ms: number) => Promise<void> = pause): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await part();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await wait(150 * 2 ** attempt);
    }
  }
}
