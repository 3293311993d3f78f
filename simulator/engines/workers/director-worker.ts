import { direct, type Direction } from './director.ts';

/** Directs runs in a Web Worker: a page may not block, and the director has to. */
addEventListener('message', ({ data }: MessageEvent<Direction>) => postMessage(direct(data), { transfer: [] }));
