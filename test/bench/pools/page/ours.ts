import { webPort } from '../../../../simulator/port/browser.ts';
import { serveWork } from '../../../../simulator/threads/pool/work.ts';
import * as tasks from '../tasks.ts';

serveWork(webPort(), async () => tasks);
