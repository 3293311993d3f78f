import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchPageData } from '../../../site/ui/page-data.ts';

interface EmptyScript {
  dataset: { from?: string };
  textContent: string;
}

let scripts: EmptyScript[] = [];
const script = (from: string): EmptyScript => ({ dataset: { from }, textContent: '' });
const answers = vi.fn((address: string) => Promise.resolve(new Response(`data of ${address}`)));

beforeEach(() => {
  scripts = [];
  answers.mockClear();
  vi.stubGlobal('document', { querySelectorAll: () => scripts.filter(({ dataset }) => 'from' in dataset) });
  vi.stubGlobal('fetch', answers);
});
afterEach(() => vi.unstubAllGlobals());

test('two islands that are reached at the same time fetch the data of their page once', async () => {
  scripts = [script('/messages/en.json')];
  await Promise.all([fetchPageData(), fetchPageData()]);
  expect(answers.mock.calls).toEqual([['/messages/en.json']]);
  expect(scripts).toEqual([{ dataset: {}, textContent: 'data of /messages/en.json' }]);
});

test('an island that is reached while the data is under way waits for it', async () => {
  scripts = [script('/a.json')];
  const { promise, resolve } = Promise.withResolvers<Response>();
  answers.mockReturnValueOnce(promise);
  const first = fetchPageData();
  let there = false;
  const second = fetchPageData().then(() => (there = true));
  await Promise.resolve();
  expect(there).toBe(false);
  resolve(new Response('late'));
  await Promise.all([first, second]);
  expect([answers.mock.calls.length, scripts[0]!.textContent]).toEqual([1, 'late']);
});

test('data that is there is not fetched again, and each address is fetched for itself', async () => {
  scripts = [script('/a.json')];
  await fetchPageData();
  scripts.push(script('/b.json'));
  await fetchPageData();
  expect(answers.mock.calls).toEqual([['/a.json'], ['/b.json']]);
});

test.each([
  ['without network', () => Promise.reject(new TypeError('offline')), 'offline'],
  ['when the host has no such file', () => Promise.resolve(new Response('', { status: 404 })), '/a.json: 404'],
])('%s, every island hears of it, and the next reach tries again', async (_, answer, message) => {
  scripts = [script('/a.json')];
  answers.mockImplementationOnce(answer);
  const both = await Promise.allSettled([fetchPageData(), fetchPageData()]);
  expect(both.map((each) => each.status === 'rejected' && (each.reason as Error).message)).toEqual([message, message]);
  expect(scripts[0]).toEqual({ dataset: { from: '/a.json' }, textContent: '' });
  await fetchPageData();
  expect([answers.mock.calls.length, scripts[0]!.textContent]).toEqual([2, 'data of /a.json']);
});
