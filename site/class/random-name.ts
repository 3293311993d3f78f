/** Lower-case letters and digits at random. `crypto.randomUUID` is missing at a plain http address. */
export const randomName = (random = crypto.getRandomValues(new Uint8Array(8))): string =>
  Array.from(random, (byte) => (byte % 36).toString(36)).join('');
