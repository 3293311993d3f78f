/** The exercise that the certificate is about. */
export const CAPSTONE = 'write-your-own-pool';
