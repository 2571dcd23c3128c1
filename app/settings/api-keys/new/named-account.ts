/** An account as it stands in the choice. */
export interface NamedAccount {
  id: string;
  label: string;
  host: string;
}
