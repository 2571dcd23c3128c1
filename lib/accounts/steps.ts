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
