import '../../../simulator/engines/workers/director-worker.ts';
