import { expect, test } from 'vitest';
import { exhibits, foundInWords } from '../../../site/content/museum.ts';

test('the museum calls a hang with a heartbeat by that name, and nothing a livelock', () => {
  // Exhibits 6 and 8: main waits for ever, and an idle worker wakes up every 5 s to find nothing.
  expect(exhibits.filter(({ heartbeat }) => heartbeat).map(({ number }) => number)).toEqual([6, 8]);
  for (const exhibit of exhibits) {
    const livelock = exhibit.found.status === 'livelock';
    expect(exhibit.heartbeat ?? false).toBe(livelock);
    const english = foundInWords(exhibit, 'en').join(' ');
    const chinese = foundInWords(exhibit, 'zh-cn').join('');
    expect(english).not.toMatch(/livelock/i);
    expect(chinese).not.toContain('活锁');
    expect(/breaks it: it hangs, with a heartbeat\./.test(english)).toBe(livelock);
    expect(chinese.includes('卡住了，却还有心跳')).toBe(livelock);
  }
});
