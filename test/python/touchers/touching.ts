/** A program that shows a part of the library's state, changes it, and shows it again. */
export const touching = (imports: string, show: string, touch: string): string =>
  `import sys\n${imports}\ndef show():\n    print(${show})\nshow()\n${touch}\nshow()\n`;
