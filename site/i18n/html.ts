export { escapeAttribute, escapeHtml } from '../../simulator/trace/html.ts';
