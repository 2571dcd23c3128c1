import { createRoot } from 'react-dom/client';
import { ConfirmDialog } from '@/components/door/confirm-dialog';

/** Opens the dialog over whatever page is there; true when the person confirmed, false when they did not. */
export function openConfirmDialog(): Promise<boolean> {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  return new Promise((resolve) => {
    function close(isConfirmed: boolean) {
      // After the handler that called this: a root does not unmount itself while it works.
      queueMicrotask(() => {
        root.unmount();
        host.remove();
        resolve(isConfirmed);
      });
    }
    root.render(<ConfirmDialog onClose={close} />);
  });
}
