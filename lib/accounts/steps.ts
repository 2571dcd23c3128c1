/** The five pages in their order. The server alone decides which of them is next. */
export const STEPS = [
  { name: 'client', title: 'Client' },
  { name: 'grant-type', title: 'Grant type' },
  { name: 'scopes', title: 'Scopes' },
  { name: 'credentials', title: 'Credentials' },
  { name: 'result', title: 'Result' },
] as const;

export type StepName = (typeof STEPS)[number]['name'];

export const stepPath = (accountId: string, step: StepName) => `/accounts/${accountId}/setup/${step}`;

/** 1-based place of a step, for "Step 3 of 5". */
export const stepNumber = (step: StepName) => STEPS.findIndex(({ name }) => name === step) + 1;

interface Progress {
  /** Number of forms finished from the start, 1 to 4. */
  finishedForms: number;
  /** True when a token was obtained with exactly this configuration. */
  hasCurrentToken: boolean;
}

export function finishedSteps({ finishedForms, hasCurrentToken }: Progress): StepName[] {
  return STEPS.filter(({ name }, index) => (name === 'result' ? hasCurrentToken : index < finishedForms)).map(
    ({ name }) => name,
  );
}

/** The step to go on with: the first unfinished form, Credentials until Authorize has brought a token, then Result. */
export function nextStep({ finishedForms, hasCurrentToken }: Progress): StepName {
  if (hasCurrentToken && finishedForms >= 4) return 'result';
  return STEPS[Math.min(finishedForms, 3)]?.name ?? 'client';
}

/** May this page be opened yet? */
export const isStepOpen = (step: StepName, progress: Progress) =>
  stepNumber(step) <= stepNumber(nextStep(progress));

/** Why a page leads back, one sentence for each. */
export const NOT_YET: Record<StepName, string> = {
  client: 'Start with the client.',
  'grant-type': 'Grant type comes after Client: it decides which grant types are possible.',
  scopes: 'Scopes come after Grant type: it decides which scopes make sense.',
  credentials: 'Credentials come after Scopes: Coupa makes them when the client is saved with its scopes.',
  result: 'Result comes after Authorize: there is no token for this configuration yet.',
};
