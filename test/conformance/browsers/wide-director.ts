import '../../simulator/threads/widen-notify.ts';
import '../../../simulator/engines/workers/director-worker.ts';
