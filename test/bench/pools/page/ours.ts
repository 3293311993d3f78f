import { webWorkerPort } from '../../../../simulator/threads/pool/browser-port.ts';
import { serveWork } from '../../../../simulator/threads/pool/work.ts';
import * as tasks from '../tasks.ts';

serveWork(webWorkerPort(async () => tasks));
