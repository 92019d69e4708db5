import { expect, test } from 'vitest';
import { readTextCommand } from './texts.ts';

test.each([
  ['STOP', 'stop'],
  [' stop. ', 'stop'],
  ['Stop all', 'stop'],
  ['Opt-out', 'stop'],
  ['Unsubscribe!', 'stop'],
  ['Arrêt', 'stop'],
  ['Start', 'start'],
  ['unstop', 'start'],
  ['help?', 'help'],
  ['stop, I paid', null],
  ['Yes', null],
  ['I will start paying on Friday', null],
  ['', null],
])('%j is %j', (text, command) => {
  expect(readTextCommand(text)).toBe(command);
});
