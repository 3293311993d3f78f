import './window.ts';
import { ThreadWorker } from 'poolifier-web-worker';
import { same } from '../tasks.ts';

export default new ThreadWorker(same);
