import workerpool from 'workerpool';
import { same } from './tasks.js';

workerpool.worker({ same });
