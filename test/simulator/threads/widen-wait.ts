import { widen } from './widen.ts';

widen(['wait']);
