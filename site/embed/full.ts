/** Has the line that leads to the full site lead to the same thing there. */
export function leadTo(href: string): void {
  document.querySelector<HTMLAnchorElement>('[data-embed-full]')!.href = href;
}
