import type { CrewMessage, Part } from './crew.ts';
import { playThread } from './play.ts';

/** A thread of a crew, in a Web Worker. */
addEventListener('message', ({ data: { handle, id } }: MessageEvent<Part>) => void playThread(handle, id));
postMessage({ type: 'ready' } satisfies CrewMessage, { transfer: [] });
