import { expose } from 'threads/worker';
import { same } from '../tasks.ts';

expose({ same });
