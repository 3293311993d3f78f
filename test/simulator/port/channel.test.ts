import { expect, test } from 'vitest';
import { channelEnd } from '../../../simulator/port/channel.ts';

test('an end of a channel is heard in a closed worker, whose addEventListener is gone', () => {
  const sent: unknown[] = [];
  const port = { postMessage: (message: unknown) => void sent.push(message), onmessage: null };
  const end = channelEnd<string, string>(port as unknown as MessagePort);
  const heard: string[] = [];
  end.listen((message) => void heard.push(message));
  (port as unknown as MessagePort).onmessage!({ data: 'come' } as MessageEvent);
  end.post('go');
  expect([heard, sent]).toEqual([['come'], ['go']]);
});
