import { failureWords, takenWords } from '@/lib/alerts/delivery-words';
import type { Tried } from '@/lib/alerts/try-delivery';

/** How a try ended, for whoever pressed the button. */
export interface TryView {
  isDelivered: boolean;
  words: string;
  /** ISO 8601; null when it is not tried again by itself. */
  nextAt: string | null;
}

export function describeTry(tried: Tried): TryView {
  const isDelivered = tried.status === 'delivered';
  const words = isDelivered ? takenWords(tried) : failureWords(tried);
  return { isDelivered, words, nextAt: tried.nextAt?.toISOString() ?? null };
}
