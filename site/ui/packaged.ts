/**
 * The site is being built for a learning platform's package: without a service worker, search and use without network,
 * for these need a host of their own. For build time.
 */
export const packaged: boolean = process.env['LAB_PACKAGE'] === 'scorm';
