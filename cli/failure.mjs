export const USAGE = 2;
export const REFUSED = 3;
export const TRY_LATER = 4;

/** What ends the program: words for standard error without a secret in them, and the exit code. */
export class Failure extends Error {
  constructor(exitCode, message) {
    super(message);
    this.exitCode = exitCode;
  }
}
