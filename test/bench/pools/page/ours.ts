import { webWorkerPort } from '../../../../simulator/engines/workers/pool/browser-port.ts';
import { serveWork } from '../../../../simulator/engines/workers/pool/work.ts';
import * as tasks from '../tasks.ts';

serveWork(webWorkerPort(async () => tasks));
