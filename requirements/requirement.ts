/** One line that must hold. A test proves it by carrying its id in square brackets in its title. */
export interface Requirement {
  id: string;
  /** Where it stands: section of the RFC, level of the ASVS, plan of the conformance suite. */
  source: string;
  /** What must hold, in a few words of ours. */
  words: string;
}
