/** Words of the raw measurements, on lines of their own. */
export const HANDED = 0;
export const TAKEN = 16;
export const RING = 64;
/** Places in the ring; a power of two. */
export const END = 2 ** 15;
