import type { Verdict } from './judge.ts';

/** What the whole run comes to. */
export class Tally {
  injected = 0;
  lost = 0;
  /** Accounts that nobody could have kept, and how many of them say so. */
  unavoidable = 0;
  asExpected = 0;
  /** Everything else that was not as it should be. */
  wrong = 0;

  inject(faults: number) {
    this.injected += faults;
  }

  count(where: string, verdicts: Verdict[]) {
    for (const { accountId, lost, isUnavoidable, needsPerson } of verdicts) {
      if (lost) {
        this.lost += 1;
        console.error(`Lost. ${where}, ${accountId}: ${lost}`);
      }
      if (!isUnavoidable) continue;
      this.unavoidable += 1;
      if (needsPerson) this.asExpected += 1;
      else this.note(`${where}, ${accountId}: nobody is told that a person is needed`);
    }
  }

  /** Something that must hold in a scenario. */
  expect(where: string, isSo: boolean, otherwise: string) {
    if (!isSo) this.note(`${where}: ${otherwise}`);
  }

  note(words: string) {
    this.wrong += 1;
    console.error(`Wrong. ${words}`);
  }

  get isGood() {
    return this.injected > 0 && this.lost === 0 && this.wrong === 0 && this.asExpected === this.unavoidable;
  }

  get lastLine() {
    return `faults injected ${this.injected}, tokens lost ${this.lost}, unavoidable as expected ${this.asExpected} of ${this.unavoidable}`;
  }
}
