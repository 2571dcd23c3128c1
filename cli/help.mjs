export const HELP = `Prints the access token in use of a Coupa account, renewed first where it ends too soon.

Usage: coupa-token [--url URL] [--account ID] [--min-ttl SECONDS] [--header | --env NAME | --json]

  --url URL          Address of the wizard, https unless it is this machine. Or COUPA_WIZARD_URL
  --account ID       Id of the account, as in the address of its page. Or COUPA_WIZARD_ACCOUNT
  --min-ttl SECONDS  Seconds that the token must still live, 0 to 72000. Default: 60
  --header           Print "Authorization: Bearer …", for curl --header @-
  --env NAME         Print "export NAME='…'", for eval in a POSIX shell
  --json             Print the whole answer, with expires_in and expires_at
  --wait SECONDS     How long to wait at most where the wizard says "later", once. 0 to 60. Default: 30
  --help             Print this

The API key, with the scope token:read, stands in COUPA_WIZARD_KEY, or in the file that
COUPA_WIZARD_KEY_FILE names. It is never taken from the command line, which others can see.

Exit codes: 0 printed, 2 used wrongly, 3 refused, 4 try again later. Words go to standard error.

  coupa-token --header | curl --header @- https://acme.coupahost.com/api/invoices
  eval "$(coupa-token --env COUPA_ACCESS_TOKEN)"
`;
