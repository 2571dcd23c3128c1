import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { ACCESS_TOKEN_SECONDS } from './behaviours.ts';
import type { Fault, Stage } from './faults.ts';
import type { Issued } from './truth.ts';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

/** Waits until the orchestrator lets this request go. */
export type Hold = (stage: Stage) => Promise<void>;

/** Writes a grant, or what a fault makes of it, and keeps account of how much of it left. */
export async function answerGrant(response: ServerResponse, issued: Issued, fault: Fault | null, hold: Hold) {
  const isHeldAt = (stage: Stage) => fault?.kind === 'hold' && fault.stage === stage;
  const body = bodyOf(issued, fault);
  const half = Math.ceil(body.length / 2);
  if (isHeldAt('request')) await hold('request');
  if (fault?.kind === 'reset') return response.socket?.resetAndDestroy();
  if (fault?.kind === 'late') await setTimeout(fault.ms);
  response.writeHead(200, { ...JSON_TYPE, 'Content-Length': body.length }).flushHeaders();
  issued.left = 'some';
  if (isHeldAt('headers')) await hold('headers');
  if (fault?.kind === 'drip') return drip(response, body, fault.everyMs);
  response.write(body.slice(0, half));
  if (isHeldAt('body')) await hold('body');
  if (fault?.kind === 'cut') return response.socket?.destroySoon();
  // Who asked was killed meanwhile: nothing more will be heard of this answer.
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('close', resolve).end(body.slice(half), () => {
      issued.left = 'whole';
      resolve();
    });
  });
}

function bodyOf({ accessToken, refreshToken }: Issued, fault: Fault | null): string {
  const members: Record<string, unknown> = {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(refreshToken && { refresh_token: refreshToken }),
    ...(fault?.kind === 'members' && fault.members),
  };
  const present = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
  const text = JSON.stringify(present);
  return fault?.kind === 'half-json' ? text.slice(0, text.length / 2) : text;
}

async function drip(response: ServerResponse, body: string, everyMs: number) {
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(byte);
    await setTimeout(everyMs);
  }
  response.end();
}
