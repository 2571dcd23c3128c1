'use client';

import { CompanyButton } from '@/components/door/company-button';
import { useConfirmedCall } from '@/components/door/use-confirmed-call';

export const LinkCompany = () => (
  <CompanyButton path="/api/me/identity" body={{}} call={useConfirmedCall()}>
    Link your company account
  </CompanyButton>
);
