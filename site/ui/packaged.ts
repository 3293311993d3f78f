/** The site is being built for a learning platform's package: what needs a host of its own is marked. For build time. */
export const packaged: boolean = process.env['LAB_PACKAGE'] === 'scorm';
