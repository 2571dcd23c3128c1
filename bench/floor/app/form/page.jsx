import { OneForm } from './one-form';

export default function Page() {
  return <OneForm />;
}
