import { widen } from './widen.ts';

widen(['notify']);
