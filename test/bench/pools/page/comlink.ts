import { expose } from 'comlink';
import { same } from '../tasks.ts';

expose({ same });
