import { own } from '../../simulator/trace/own.ts';

/** A key's command to the stage. */
export type KeyCommand = 'step' | 'back' | 'play' | 'restart' | 'chosen' | 'granularity' | 'help' | { lane: number };

interface Stage {
  root: HTMLElement;
  obey: (command: KeyCommand) => void;
}

const COMMANDS: Readonly<Record<string, KeyCommand>> = {
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
): KeyCommand | null {
  if (focused.typing) return null;
  if (focused.pressable && key === ' ') return null;
  if (focused.scrolls && (key.startsWith('Arrow') || key === ' ')) return null;
  if (/^\d$/.test(key)) return { lane: Number(key) };
  return own(COMMANDS, key.length === 1 ? key.toLowerCase() : key) ?? null;
}

/** Elements that are typed into. The full editor has one of its own, which is none of HTML's fields. */
const FIELDS = 'input, select, textarea, [role=textbox], .monaco-editor';

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
  const command = commandFor(event);
  if (command === null) return;
  const stage = stages.find(({ root }) => root === stageFor(event, last?.root));
  if (!stage) return;
  event.preventDefault();
  stage.obey(command);
}

/** Finds the command of a key, on any stage; null if it has none. */
export function commandFor(event: KeyboardEvent): KeyCommand | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (document.querySelector('dialog[open]')) return null;
  const target = targetOf(event);
  // Letters and digits mean nothing to a slider: after it was dragged, they are the stage's again.
  const slider = target.matches('input[type=range]');
  return commandOf(event.key, {
    typing: !slider && (target.isContentEditable || target.closest(FIELDS) !== null),
    pressable: target.closest('button, a, summary') !== null,
    scrolls: slider || target.closest('[data-scrolls]') !== null,
  });
}

const targetOf = (event: Event): HTMLElement => (event.target instanceof HTMLElement ? event.target : document.body);

/**
 * The stage that a key is meant for: the one that has the focus. With the focus elsewhere (say, on a question's button)
 * it is the one used last, if it is in view. Else it is the first in view, else the one used last or the first. One
 * that a presentation does not show has no keys.
 */
export function stageFor(event: KeyboardEvent, used?: HTMLElement): HTMLElement | undefined {
  const target = targetOf(event);
  const all = [...document.querySelectorAll<HTMLElement>('[data-stage]')].filter((root) => root.checkVisibility());
  const focused = all.find((root) => root.contains(target));
  if (focused) return focused;
  const inView = all.filter((root) => {
    const { top, bottom } = root.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return used && inView.includes(used) ? used : (inView[0] ?? used ?? all[0]);
}
