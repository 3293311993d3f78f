import { isNotFetched, whyNotImported } from '../../simulator/engines/python/service/fetched.ts';
import { canShare } from '../../simulator/threads/pool/browser.ts';
import type { TypeScriptMessages } from '../i18n/en/typescript.ts';

export type TypeScriptFailure = keyof TypeScriptMessages['failure'];

/** Says why no program can run in this browser; null: one can. */
export function hindrance(): TypeScriptFailure | null {
  if (typeof Worker !== 'function') return 'no-workers';
  if (canShare()) return null;
  return isSecureContext ? 'no-shared-memory' : 'plain-http';
}

/** Says why something could not be done. */
export async function typeScriptFailureOf(error: unknown): Promise<TypeScriptFailure> {
  if (isNotFetched(error)) return whyNotImported(error);
  return 'unexpected';
}
