import '../../../simulator/engines/workers/browser-worker.ts';
