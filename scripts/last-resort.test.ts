import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const SECRET = 'made-up-secret-in-a-message';

/** Runs a small program under the last resort, beside Next's own handlers, as the start script does. */
async function run(program: string, withNext = true) {
  const next = 'next/dist/server/node-environment-extensions/process-error-handlers.js';
  const source = `
    import { createRequire } from 'node:module';
    import { installLastResort } from './scripts/last-resort.ts';
    installLastResort();
    ${withNext ? `createRequire(process.cwd() + '/')('${next}').installProcessErrorHandlers(false);` : ''}
    setTimeout(() => { process.stdout.write('still here'); process.exit(0); }, 300);
    ${program}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  const [code] = await once(child, 'close');
  return { code, out, lines: err.split('\n').filter(Boolean), err };
}

it.each([
  [
    'unhandled_rejection',
    `Promise.reject(Object.assign(new TypeError('${SECRET}'), { code: 'E_MADE_UP' }));`,
  ],
  [
    'uncaught_exception',
    `setTimeout(() => { throw Object.assign(new TypeError('${SECRET}'), { code: 'E_MADE_UP' }); }, 10);`,
  ],
])(
  '[ASVS-16.5.4] [ASVS-16.3.4] %s: one line by name, code and place, and the service goes on',
  async (event, program) => {
    const { code, out, lines, err } = await run(program);
    expect({ code, out }).toEqual({ code: 0, out: 'still here' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', event, error: 'TypeError E_MADE_UP', where: expect.stringMatching(/^at /) },
    ]);
    expect(err).not.toContain(SECRET);
  },
);

it('[ASVS-16.5.4] before Next is there: a rejection with no error in it is told by its kind only', async () => {
  const { out, lines } = await run(`Promise.reject('${SECRET}');`, false);
  expect(out).toBe('still here');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'unhandled_rejection', error: 'string' },
  ]);
});
