declare module 'virtual:statecharts' {
  const charts: Record<import('../i18n/index.ts').Locale, Record<string, import('./chart.ts').Chart>>;
  export default charts;
}
