import { ThreadWorker } from 'poolifier';
import { same } from './tasks.js';

export default new ThreadWorker(same);
