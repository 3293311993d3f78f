declare module 'virtual:statecharts' {
  const charts: Record<'en' | 'zh-cn', Record<string, import('./chart.ts').Chart>>;
  export default charts;
}
