import type { Option } from '@/components/ui/options';
import type { Lifetime } from './expiry';

export const REACH_OPTIONS: readonly Option[] = [
  { value: 'all', title: 'All accounts', sentence: 'Those of today and those that will be set up.' },
  {
    value: 'named',
    title: 'Only these',
    sentence: 'It sees no other, and it cannot set up a new one.',
  },
];

export const LIFETIME_OPTIONS: readonly (Option & { value: Lifetime })[] = [
  { value: '30', title: '30 days', sentence: 'For a trial, or for work that ends.' },
  { value: '90', title: '90 days', sentence: 'For what is looked after every quarter.' },
  { value: '365', title: '365 days', sentence: 'The longest.' },
  { value: 'date', title: 'Until a day', sentence: 'It works to the end of that day in your time zone.' },
];
