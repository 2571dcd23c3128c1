import { processWide } from '@/lib/process-wide';

interface Turn {
  last: Promise<unknown>;
}

/** Runs tasks of one name one after the other in the whole process, in the order in which they came. */
export function oneAtATime<T>(name: string, task: () => Promise<T>): Promise<T> {
  const turn = processWide<Turn>(`turn.${name}`, () => ({ last: Promise.resolve() }));
  const result = turn.last.then(task, task);
  turn.last = result.catch(() => undefined);
  return result;
}
