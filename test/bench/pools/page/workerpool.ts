import workerpool from 'workerpool';
import { same } from '../tasks.ts';

workerpool.worker({ same });
