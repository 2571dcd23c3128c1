import { expect, it } from 'vitest';
import { editDistance } from '@/lib/coupa/edit-distance';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['read', 'read', 0],
  ['raed', 'read', 1],
  ['reads', 'read', 1],
  ['rad', 'read', 1],
  ['reat', 'read', 1],
  ['receiveing', 'receiving', 1],
  ['kitten', 'sitting', 3],
])('%j and %j differ by %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
