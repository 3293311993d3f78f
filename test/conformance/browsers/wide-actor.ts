import '../../simulator/threads/widen-notify.ts';
import '../../../simulator/engines/workers/browser-worker.ts';
