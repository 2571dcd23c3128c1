const CHANNEL = 'wizard-confirmed';

/** Tells the other tabs of this browser that a person has just confirmed. They learn nothing else; the server decides. */
export function announceConfirmed(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Calls when another tab has confirmed, until the returned function is called. */
export function onConfirmedElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = listener;
  return () => channel.close();
}
