/** What the stage does with a key. */
export type Command = 'step' | 'back' | 'play' | 'restart' | 'chosen' | 'granularity' | 'help' | { lane: number };

interface Stage {
  root: HTMLElement;
  obey: (command: Command) => void;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowRight: 'step',
  ArrowLeft: 'back',
  ' ': 'play',
  r: 'restart',
  s: 'chosen',
  g: 'granularity',
  '?': 'help',
};

/** The command of a key; null: none, or it belongs to whatever has the focus. */
export function commandOf(
  key: string,
  focused: { typing: boolean; pressable: boolean; scrolls: boolean },
): Command | null {
  if (focused.typing) return null;
  if (focused.pressable && key === ' ') return null;
  if (focused.scrolls && (key.startsWith('Arrow') || key === ' ')) return null;
  if (/^\d$/.test(key)) return { lane: Number(key) };
  return COMMANDS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

const stages: Stage[] = [];
let last: Stage | undefined;

/** Listens for keys on behalf of a stage, until the function it returns is called. */
export function listen(root: HTMLElement, obey: Stage['obey']): () => void {
  const stage = { root, obey };
  const use = () => (last = stage);
  stages.push(stage);
  root.addEventListener('pointerdown', use);
  root.addEventListener('focusin', use);
  if (stages.length === 1) document.addEventListener('keydown', onKey);
  return () => {
    root.removeEventListener('pointerdown', use);
    root.removeEventListener('focusin', use);
    stages.splice(stages.indexOf(stage), 1);
    if (last === stage) last = undefined;
    if (stages.length === 0) document.removeEventListener('keydown', onKey);
  };
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const stage = stages.find(({ root }) => root.contains(target)) ?? (target === document.body ? meant() : undefined);
  if (!stage) return;
  const command = commandOf(event.key, {
    typing: target.isContentEditable || target.closest('input, select, textarea') !== null,
    pressable: target.closest('button, a, summary') !== null,
    scrolls: target.closest('[data-scrolls]') !== null,
  });
  if (command === null) return;
  event.preventDefault();
  stage.obey(command);
}

/** With the focus nowhere: the stage used last if it is in view, else the first in view, else the one used last or the first. */
function meant(): Stage | undefined {
  const inOrder = stages.toSorted((a, b) =>
    a.root.compareDocumentPosition(b.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
  const inView = inOrder.filter(({ root }) => {
    const { top, bottom } = root.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  const used = last;
  return used && inView.includes(used) ? used : (inView[0] ?? used ?? inOrder[0]);
}
