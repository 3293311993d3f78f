import { direct, type Direction } from './director.ts';

/** Directs runs in a Web Worker: a page may not block, and whoever directs has to. */
addEventListener('message', ({ data }: MessageEvent<Direction>) => postMessage(direct(data), { transfer: [] }));
