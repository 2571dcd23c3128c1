'use client';

import { AskFirst } from '@/components/door/ask-first';
import { useAction } from '@/components/door/use-action';
import { Button } from '@/components/ui/button';
import type { ChannelRow } from '@/lib/alerts/channel-data';
import { NewSecret } from './new-secret';
import { SendButton } from './send-button';

/** What can be done with a channel. */
export const ChannelActions = ({ channel: { id, kind, name, pausedAt } }: { channel: ChannelRow }) => (
  <div className="space-y-2">
    <SendButton
      path={`/api/alerts/channels/${id}/test`}
      words="Send a test"
      to={name}
      pendingWords="Sending…"
    />
    <div className="flex flex-wrap items-start gap-2">
      <PauseButton id={id} name={name} isPaused={pausedAt !== null} />
      {kind === 'webhook' && <NewSecret id={id} name={name} />}
      <AskFirst
        verb="Remove"
        name={name}
        pendingWords="Removing…"
        path={`/api/alerts/channels/${id}`}
        refusalWords={({ title }) => `Not removed. ${title}.`}
      >
        “{name}” is told nothing from then on, and its lines in the log below go as well.
      </AskFirst>
    </div>
  </div>
);

function PauseButton({ id, name, isPaused }: { id: string; name: string; isPaused: boolean }) {
  const { run, isSending, problem } = useAction({ isButtonGone: false });
  return (
    <>
      <Button
        variant="small"
        onClick={() => run('PUT', `/api/alerts/channels/${id}/paused`, { isPaused: !isPaused })}
        pendingWords={isPaused ? 'Resuming…' : 'Pausing…'}
        isPending={isSending}
      >
        {isPaused ? 'Resume' : 'Pause'} <span className="sr-only">{name}</span>
      </Button>
      <span role="status" className="text-stop empty:hidden">
        {problem && `Not changed. ${problem.title}.`}
      </span>
    </>
  );
}
