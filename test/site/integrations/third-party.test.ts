import { expect, test } from 'vitest';
import { thirdParty } from '../../../site/integrations/third-party.mjs';

test('the licences are listed first and then quoted whole, in the order of names, and none is left without a word', () => {
  const text = thirdParty([
    {
      name: 'zebra',
      version: '2.0.0',
      licence: 'MIT',
      source: 'git+https://example.org/zebra.git',
      text: 'Zebra\r\ntext',
    },
    { name: 'ape', version: '1.0.0', licence: 'ISC', text: '' },
  ]);
  expect(text).toContain('  ape 1.0.0: ISC\n  zebra 2.0.0: MIT\n');
  expect(text.indexOf('\nape 1.0.0\nLicence: ISC\n')).toBeLessThan(text.indexOf('\nzebra 2.0.0\nLicence: MIT\n'));
  expect(text).toContain('Source:  https://example.org/zebra.git\n');
  expect(text).toContain('Zebra\ntext');
  expect(text).toContain('Its package has no text of its licence.');
});
