import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Store } from '@/lib/db/store';
import type { ErrorCode } from '@/lib/errors';
import { runValidation } from '@/lib/reports/run';
import { renewToken } from '@/lib/upkeep/renew';
import type { Report } from '@/lib/validation/report';
import { TestAccount } from '@/test/authorization-server/account';
import { failureOf } from '@/test/authorization-server/instance';
import { openTestStore } from '@/test/database';
import { type Knobs, Provider } from '@/test/oidf/provider';

const SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** The product as the client under test: an account on a real store whose instance is the provider. */
export class ClientUnderTest {
  readonly provider = new Provider();
  #store: Store | undefined;

  /** The provider starts before the tests of a file, and each test begins with one that breaks no rule. */
  static forThisFile(): ClientUnderTest {
    const client = new ClientUnderTest();
    beforeAll(async () => {
      client.#store = await openTestStore();
      await client.provider.start();
    });
    beforeEach(() => client.provider.reset());
    afterAll(async () => {
      await client.provider.stop();
      await client.#store?.close();
    });
    return client;
  }

  async make(knobs: Knobs = {}): Promise<TestAccount> {
    if (!this.#store) throw new Error('the store is not open');
    this.provider.reset(knobs);
    const wanted = { grantType: 'authorization_code', scopes: SCOPES } as const;
    const account = await TestAccount.make(this.#store, this.provider, { ...wanted, scopes: [...SCOPES] });
    this.provider.now = account.clock.now;
    return account;
  }

  /** Authorize, sign in at the provider, come back. */
  async login(account: TestAccount): Promise<void> {
    const url = new URL(await account.authorize());
    await account.comeBack(this.provider.authorize(url));
  }

  async loggedIn(knobs: Knobs = {}): Promise<TestAccount> {
    const account = await this.make(knobs);
    await this.login(account);
    expect(this.provider.faults).toEqual([]);
    return account;
  }

  renew = ({ context, person, id }: TestAccount) => renewToken(context, person, id);

  /** The report, made when the token is old enough to be used at once. */
  async validate(account: TestAccount): Promise<Report> {
    account.clock.moveMs(10_000);
    const { context, person, id } = account;
    let report: Report | undefined;
    for await (const event of runValidation(context, person, id, new AbortController().signal))
      if (event.type === 'ended') report = event.report;
    if (!report) throw new Error('no report came');
    return report;
  }

  /** The login is refused, nothing is kept, and nothing more is asked of the provider: not even on the next validation. */
  async expectRefusal(knobs: Knobs, code: ErrorCode, reason?: string): Promise<void> {
    const account = await this.make(knobs);
    const failure = await failureOf(this.login(account));
    expect(failure).toMatchObject({ code, ...(reason && { facts: { reason } }) });
    expect(await account.tokens()).toBeNull();
    const before = { ...this.provider.calls };
    expect(await failureOf(this.validate(account))).toMatchObject({ code: 'step_not_ready' });
    expect(this.provider.calls).toEqual(before);
    expect(this.provider.calls).toMatchObject({ userinfo: 0, api: 0 });
  }
}
