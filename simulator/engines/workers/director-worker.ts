import { webPort } from '../../port/browser.ts';
import { direct, type Directed, type Direction } from './director.ts';

/** Directs runs in a Web Worker: a page may not block, and the director has to. */
const port = webPort<Direction, Directed>();
port.listen((direction) => port.post(direct(direction)));
