export { fill as format } from '../../simulator/trace/fill.ts';
