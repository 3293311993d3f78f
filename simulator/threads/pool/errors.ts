/** Every request that was put has been answered. */
export class NoResultsPending extends Error {
  override name = 'NoResultsPending';
}

/** Results are still expected, but no worker is left to produce them. */
export class NoWorkersAvailable extends Error {
  override name = 'NoWorkersAvailable';
}
