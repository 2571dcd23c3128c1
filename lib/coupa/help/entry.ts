import type { Certainty } from '@/lib/coupa/rules';
import type { Fixer, MarkedText } from '@/lib/validation/report';

/** One trouble on the Help page. Unlike `explainError` it knows no account, so it has no links into an instance. */
export interface HelpEntry {
  id: string;
  title: string;
  /** The words as Coupa, SnapLogic or a token endpoint print them; empty when nothing is printed. */
  symptoms: readonly string[];
  why: MarkedText;
  fixer: Fixer;
  /** Begins with who, for example "You, on this page." */
  fixerWords: MarkedText;
  steps: readonly MarkedText[];
  certainty: Certainty;
  source: string;
}
